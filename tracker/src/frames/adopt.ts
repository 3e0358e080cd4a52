/**
 * Turns the events of a frame into events of the page that shows it: its document becomes a part of
 * the page's, and its ids become others, so that the frame can speak of nothing but its own nodes.
 */

import * as EventType from "../eventTypes";
import { PICTURE } from "../picture";
import type { RecordedEvent } from "../recorder/events";

type Fields = Record<string, unknown>;

/** Ids begin here: rrweb counts those of the page from 1. The server keeps 31 bits of them. */
const FIRST_ID = 1_000_000_000;
const DOCUMENT = 0;
const CUSTOM = 5;
/** rrweb's sources that speak of the whole window, which the frame is not. */
const VIEWPORT_RESIZE = 4;
/** Fields that hold ids of nodes or style sheets, wherever they stand in an increment. */
const ID_FIELDS = new Set(["id", "parentId", "nextId", "previousId", "rootId", "start", "end"]);
const STYLE_FIELDS = new Set(["styleId", "styleIds"]);

let lastId = FIRST_ID;

/** Ids of one frame's nodes, or style sheets, since its last full snapshot. */
function openIds(): (id: unknown) => unknown {
  const known = new Map<number, number>();
  return (id) => {
    // -1 means none.
    if (typeof id !== "number" || id < 0) return id;
    const found = known.get(id) ?? ++lastId;
    known.set(id, found);
    return found;
  };
}

/** For a frame element with this id: its events, one after the other; null for what has no place. */
export function adopt(frameId: number): (event: Partial<RecordedEvent>) => RecordedEvent | null {
  let nodeIds = openIds();
  let styleIds = openIds();
  let rootId: unknown;

  /** A copy with the ids of the page. Attributes may be called like fields: they stay as they are. */
  function renamed(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(renamed);
    if (typeof value !== "object" || value === null) return value;
    const copy: Fields = {};
    for (const [name, inner] of Object.entries(value)) copy[name] = renamedField(name, inner);
    return copy;
  }
  function renamedField(name: string, value: unknown): unknown {
    if (name === "attributes" && !Array.isArray(value)) return value;
    if (ID_FIELDS.has(name)) return nodeIds(value);
    if (!STYLE_FIELDS.has(name)) return renamed(value);
    return Array.isArray(value) ? value.map(styleIds) : styleIds(value);
  }
  /** Nodes of a top document name no root; those of a frame's have to. */
  function rooted(node: Fields): Fields {
    if (node.type !== DOCUMENT) node.rootId ??= rootId;
    for (const child of (node.childNodes ?? []) as Fields[]) rooted(child);
    return node;
  }
  function attached({ node }: Fields): Fields {
    nodeIds = openIds();
    styleIds = openIds();
    const page = renamed(node) as Fields;
    rootId = page.id;
    const add = { parentId: frameId, nextId: null, node: rooted(page) };
    return { source: 0, adds: [add], removes: [], texts: [], attributes: [], isAttachIframe: true };
  }
  function changed(data: Fields): Fields | null {
    if (data.source === VIEWPORT_RESIZE || rootId === undefined) return null;
    const change = renamed(data) as Fields;
    for (const { node } of (change.adds ?? []) as { node: Fields }[]) rooted(node);
    return change;
  }
  function dataOf(type: unknown, data: Fields): [type: number, data: Fields | null] {
    const isPicture = type === CUSTOM && data.tag === PICTURE;
    if (type === EventType.fullSnapshot) return [EventType.incrementalSnapshot, attached(data)];
    if (type === EventType.incrementalSnapshot) return [type, changed(data)];
    return [CUSTOM, isPicture ? { ...data, payload: renamed(data.payload) } : null];
  }

  return ({ type, data }) => {
    const [newType, newData] = dataOf(type, (data ?? {}) as Fields);
    // Of our own clock: both stand on one machine, and a frame could claim anything.
    return newData && { type: newType, data: newData, timestamp: Date.now() };
  };
}
