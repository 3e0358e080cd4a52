/**
 * The last gate before an event leaves the page: one pure function per event.
 *
 * rrweb masks what it knows to be a field; this hides the rest (hidden inputs, titles, `data-*`,
 * queries of URLs, addresses and cards in texts …). Unknown kinds of events do not pass at all.
 * The same event may pass twice without changing again, and what passes still replays.
 */

import * as EventType from "../eventTypes";
import { isPicture, PICTURE } from "../picture";
import { pageUrl } from "../urls";
import { scrubAttribute } from "./attributes";
import { redactText } from "./cards";
import type { Attributes, MutationData, RecordedEvent, RecordedNode } from "./events";
import { DEGRADED, isStep } from "./ladder";
import { maskText, maskValue } from "./mask";

/** What an event does not say about the node it names. */
export interface NodeLookup {
  /** Lower-case tag name of an element, or of a text's parent; empty when it is unknown. */
  tagOf(id: number): string;
  /** True for what is blocked or turned off since it was recorded, and for all in it. */
  isHidden(id: number): boolean;
}

const TEXT_NODE = 3;
/** Not among those of the bridge: only the recorder writes such events. */
export const CUSTOM = 5;

/** rrweb's sources of increments that pass; canvas, fonts and logs are not recorded. */
const Source = { mutation: 0, input: 5 } as const;
// Pointer, scroll, resize, touch, media, style sheets, drag, selection, custom elements: numbers,
// and rules of the page's own style sheets.
const HARMLESS = new Set([1, 2, 3, 4, 6, 7, 8, 12, 13, 14, 15, 16]);

const HIDDEN_TEXT = new Set(["option", "optgroup", "textarea", "noscript", "desc"]);

/** The event as it may leave the page, or null when it must not. */
export function scrubEvent(event: RecordedEvent, nodes: NodeLookup): RecordedEvent | null {
  const data = scrubData(event, nodes);
  return data === null ? null : { ...event, data };
}

function scrubData({ type, data }: RecordedEvent, nodes: NodeLookup): unknown {
  switch (type) {
    case EventType.meta: {
      const meta = data as { href: string };
      return { ...meta, href: pageUrl(meta.href) };
    }
    case EventType.fullSnapshot: {
      const snapshot = data as { node: RecordedNode };
      return { ...snapshot, node: scrubNode(snapshot.node, "") };
    }
    case CUSTOM:
      return scrubOwn(data as { tag?: unknown; payload?: unknown });
    case EventType.incrementalSnapshot:
      return scrubIncrement(data as { source: number }, nodes);
    default:
      return null;
  }
}

/** Only what the recorder says about itself, in its own words, and pictures of canvases. */
function scrubOwn({ tag, payload }: { tag?: unknown; payload?: unknown }): unknown {
  if (tag === PICTURE && isPicture(payload)) {
    return { tag, payload: { id: payload.id, image: payload.image } };
  }
  return tag === DEGRADED && isStep(payload) ? { tag, payload } : null;
}

function scrubIncrement(data: { source: number }, nodes: NodeLookup): unknown {
  if (data.source === Source.mutation) return scrubMutation(data as MutationData, nodes);
  const { id } = data as { id?: unknown };
  if (typeof id === "number" && nodes.isHidden(id)) return null;
  if (HARMLESS.has(data.source)) return data;
  if (data.source === Source.input) {
    const input = data as { source: number; text: string };
    return { ...input, text: maskValue(input.text) };
  }
  return null;
}

function scrubMutation(data: MutationData, nodes: NodeLookup): MutationData {
  const { tagOf, isHidden } = nodes;
  const texts = data.texts.filter(({ id }) => !isHidden(id));
  const attributes = data.attributes.filter(({ id }) => !isHidden(id));
  const adds = data.adds.filter(({ parentId }) => !isHidden(parentId));
  return {
    ...data,
    texts: texts.map((text) => ({
      ...text,
      value: text.value && scrubContent(text.value, tagOf(text.id)),
    })),
    attributes: attributes.map((change) => ({
      ...change,
      attributes: scrubAttributes(tagOf(change.id), change.attributes),
    })),
    adds: adds.map((add) => ({ ...add, node: scrubNode(add.node, tagOf(add.parentId)) })),
  };
}

function scrubNode(node: RecordedNode, parentTag: string): RecordedNode {
  const tag = node.tagName?.toLowerCase() ?? "";
  const scrubbed = { ...node };
  if (node.attributes)
    Object.assign(scrubbed, { attributes: scrubAttributes(tag, node.attributes) });
  if (node.textContent) {
    Object.assign(scrubbed, { textContent: scrubNodeText(node, parentTag) });
  }
  if (node.childNodes) {
    Object.assign(scrubbed, { childNodes: node.childNodes.map((child) => scrubNode(child, tag)) });
  }
  return scrubbed;
}

function scrubNodeText({ type, textContent = "" }: RecordedNode, parentTag: string): string {
  return type === TEXT_NODE ? scrubContent(textContent, parentTag) : "";
}

function scrubContent(text: string, parentTag: string): string {
  // Rules of style sheets are full of long numbers that look private and are not.
  if (parentTag === "style") return text;
  return HIDDEN_TEXT.has(parentTag) ? maskText(text) : redactText(text);
}

function scrubAttributes(tag: string, attributes: Attributes): Attributes {
  const scrubbed: Attributes = {};
  for (const [name, value] of Object.entries(attributes)) {
    const kept = scrubAttribute(tag, name, value);
    if (kept !== undefined) scrubbed[name] = kept;
  }
  return scrubbed;
}
