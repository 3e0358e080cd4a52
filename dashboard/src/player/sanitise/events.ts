/**
 * Makes recorded rrweb events harmless before the Replayer sees them.
 *
 * Anybody can send a recording. Each event is therefore rebuilt from the fields that a replay
 * needs; unknown events, sources and fields do not pass. Canvas commands never pass: rrweb calls
 * constructors by recorded names to replay them. Of custom events pictures of canvases alone pass.
 */

import { EventType, type eventWithTime, IncrementalSource } from "rrweb";
import { type Assets, NO_ASSETS } from "../assets";
import { sanitiseAttributes } from "./attributes";
import { withoutAddresses } from "./css";
import { type Fields, fieldsOf, isNumber, listOf, numberOf, pick, textOf } from "./fields";
import { type Memory, STYLE_TEXT, sanitiseTree } from "./nodes";
import { sanitisePicture } from "./pictures";

/** Largest viewport side in CSS pixels that is drawn; larger ones exist only in forged data. */
const MAX_VIEWPORT_PX = 16_384;

type Data = Record<string, unknown>;

/** Turns recorded events into safe ones, in their order; keep one per run of events. */
export interface Sanitiser {
  /** Return the safe event, its time moved by `clockOffsetMs`, or null when nothing is left of it. */
  sanitise(event: unknown, clockOffsetMs: number): eventWithTime | null;
  /** Whether something that the recording refers to is missing. */
  readonly incomplete: boolean;
  /** Whether a tree was too large and had to be cut. */
  readonly truncated: boolean;
}

function viewportSide(value: unknown): number {
  return Math.min(Math.max(Math.round(numberOf(value, 1)), 1), MAX_VIEWPORT_PX);
}

function meta(fields: Fields): Data {
  const { width, height, href } = fields;
  return { href: textOf(href), width: viewportSide(width), height: viewportSide(height) };
}

function fullSnapshot(fields: Fields, memory: Memory): Data | null {
  memory.tags.clear();
  const node = sanitiseTree(fields.node, memory);
  if (node?.type !== 0) return null;
  const offset = fieldsOf(fields.initialOffset) ?? {};
  return { node, initialOffset: { top: numberOf(offset.top), left: numberOf(offset.left) } };
}

function each<T>(value: unknown, read: (fields: Fields) => T | null): T[] {
  return listOf(value).flatMap((item) => {
    const fields = fieldsOf(item);
    const result = fields && read(fields);
    return result === null ? [] : [result];
  });
}

function addition(fields: Fields, memory: Memory): Data | null {
  const node = sanitiseTree(fields.node, memory);
  if (!node || !isNumber(fields.parentId)) return null;
  const nextId = isNumber(fields.nextId) ? fields.nextId : null;
  const add: Data = { parentId: fields.parentId, nextId, node };
  // Old recorders also name the previous sibling; the replayer treats a missing one differently.
  if (isNumber(fields.previousId)) add.previousId = fields.previousId;
  return add;
}

function attributeChange(fields: Fields, memory: Memory): Data | null {
  const attributes = fieldsOf(fields.attributes);
  if (!attributes || !isNumber(fields.id)) return null;
  const tag = memory.tags.get(fields.id) ?? "";
  return { id: fields.id, attributes: sanitiseAttributes(tag, attributes, memory.assets) };
}

function textChange(fields: Fields, memory: Memory): Data | null {
  if (!isNumber(fields.id)) return null;
  const value = textOf(fields.value);
  const isStyle = memory.tags.get(fields.id) === STYLE_TEXT;
  return { id: fields.id, value: isStyle ? withoutAddresses(value) : value };
}

function removal(fields: Fields): Data | null {
  return isNumber(fields.id) && isNumber(fields.parentId)
    ? pick(fields, ["id", "parentId", "isShadow"])
    : null;
}

function mutation(fields: Fields, memory: Memory): Data {
  const data: Data = {
    adds: each(fields.adds, (add) => addition(add, memory)),
    attributes: each(fields.attributes, (change) => attributeChange(change, memory)),
    texts: each(fields.texts, (change) => textChange(change, memory)),
    removes: each(fields.removes, removal),
  };
  if (fields.isAttachIframe === true) data.isAttachIframe = true;
  return data;
}

function positions(fields: Fields): Data | null {
  const list = each(fields.positions, (position) => ({
    x: numberOf(position.x),
    y: numberOf(position.y),
    id: numberOf(position.id, -1),
    timeOffset: Math.min(numberOf(position.timeOffset), 0),
  }));
  return list.length > 0 ? { positions: list } : null;
}

/** A position inside nested rules is a list, else a number. */
function ruleIndex(value: unknown): number | number[] | undefined {
  if (isNumber(value)) return value;
  return Array.isArray(value) ? value.filter(isNumber) : undefined;
}

function addedRule(fields: Fields): Data {
  const index = ruleIndex(fields.index);
  return { rule: withoutAddresses(textOf(fields.rule)), ...(index !== undefined && { index }) };
}

function removedRule(fields: Fields): Data | null {
  const index = ruleIndex(fields.index);
  return index === undefined ? null : { index };
}

function styleSheetRules(fields: Fields): Data {
  const data = pick(fields, ["id", "styleId"]);
  for (const name of ["replace", "replaceSync"]) {
    const css = fields[name];
    if (typeof css === "string") data[name] = withoutAddresses(css);
  }
  if (fields.adds) data.adds = each(fields.adds, addedRule);
  if (fields.removes) data.removes = each(fields.removes, removedRule);
  return data;
}

function styleDeclaration(fields: Fields): Data | null {
  const index = ruleIndex(fields.index);
  if (!Array.isArray(index)) return null;
  const data: Data = { ...pick(fields, ["id", "styleId"]), index };
  const set = fieldsOf(fields.set);
  if (set) {
    const value = withoutAddresses(textOf(set.value));
    data.set = { ...pick(set, ["property", "priority"]), value };
  }
  const remove = fieldsOf(fields.remove);
  if (remove) data.remove = pick(remove, ["property"]);
  return data;
}

function adoptedStyleSheets(fields: Fields): Data {
  return {
    id: numberOf(fields.id, -1),
    styleIds: listOf(fields.styleIds).filter(isNumber),
    styles: each(fields.styles, (style) => ({
      styleId: numberOf(style.styleId, -1),
      rules: each(style.rules, addedRule),
    })),
  };
}

function selection(fields: Fields): Data {
  const names = ["start", "startOffset", "end", "endOffset"];
  return { ranges: each(fields.ranges, (range) => pick(range, names)) };
}

/** Fonts come as bytes or as data: URL; a font elsewhere would be a request. */
function font(fields: Fields): Data | null {
  const source = textOf(fields.fontSource);
  const isBuffer = fields.buffer === true && /^\[[\d,\s]*\]$/.test(source);
  if (!isBuffer && !/^url\(["']?data:/i.test(source)) return null;
  const data: Data = { family: textOf(fields.family), fontSource: source, buffer: isBuffer };
  const names = ["style", "weight", "stretch", "unicodeRange", "variant", "featureSettings"];
  const descriptors = fieldsOf(fields.descriptors);
  if (descriptors) data.descriptors = pick(descriptors, names);
  return data;
}

function numbersOf(fields: Fields, names: readonly string[]): Data | null {
  return names.every((name) => isNumber(fields[name])) ? pick(fields, names) : null;
}

function resize(fields: Fields): Data {
  return { width: viewportSide(fields.width), height: viewportSide(fields.height) };
}

function incrementalData(fields: Fields, memory: Memory): Data | null {
  switch (fields.source) {
    case IncrementalSource.Mutation:
      return mutation(fields, memory);
    case IncrementalSource.MouseMove:
    case IncrementalSource.TouchMove:
    case IncrementalSource.Drag:
      return positions(fields);
    case IncrementalSource.MouseInteraction:
      return numbersOf(fields, ["type", "id"]) && pick(fields, ["type", "id", "x", "y"]);
    case IncrementalSource.Scroll:
      return numbersOf(fields, ["id", "x", "y"]);
    case IncrementalSource.ViewportResize:
      return resize(fields);
    case IncrementalSource.Input:
      return {
        ...pick(fields, ["id", "isChecked", "userTriggered"]),
        text: textOf(fields.text),
      };
    case IncrementalSource.StyleSheetRule:
      return styleSheetRules(fields);
    case IncrementalSource.StyleDeclaration:
      return styleDeclaration(fields);
    case IncrementalSource.Font:
      return font(fields);
    case IncrementalSource.Selection:
      return selection(fields);
    case IncrementalSource.AdoptedStyleSheet:
      return adoptedStyleSheets(fields);
    default:
      return null;
  }
}

function incremental(fields: Fields, memory: Memory): Data | null {
  const data = incrementalData(fields, memory);
  return data && { source: fields.source, ...data };
}

function eventData(type: unknown, fields: Fields, memory: Memory): Data | null {
  switch (type) {
    case EventType.Meta:
      return meta(fields);
    case EventType.FullSnapshot:
      return fullSnapshot(fields, memory);
    case EventType.IncrementalSnapshot:
      return incremental(fields, memory);
    case EventType.Custom:
      return sanitisePicture(fields);
    default:
      return null;
  }
}

/** Make a sanitiser for the events of one tab, from a full snapshot on. */
export function createSanitiser(assets: Assets = NO_ASSETS): Sanitiser {
  let incomplete = false;
  const noted = <Found>(found: Found | null): Found | null => {
    incomplete ||= found === null;
    return found;
  };
  const memory: Memory = {
    tags: new Map(),
    truncated: false,
    assets: {
      sheet: (hash) => noted(assets.sheet(hash)),
      address: (hash, kind) => noted(assets.address(hash, kind)),
    },
  };
  return {
    sanitise(event, clockOffsetMs) {
      const fields = fieldsOf(event);
      if (!fields || !isNumber(fields.timestamp)) return null;
      const data = eventData(fields.type, fieldsOf(fields.data) ?? {}, memory);
      if (!data) return null;
      const timestamp = fields.timestamp + clockOffsetMs;
      // Built field by field above; the type of rrweb cannot be derived from that.
      return { type: fields.type, data, timestamp } as unknown as eventWithTime;
    },
    get incomplete() {
      return incomplete;
    },
    get truncated() {
      return memory.truncated;
    },
  };
}
