/** Rebuilds recorded DOM trees from what is known to be harmless. */

import type { Assets } from "../assets";
import { type AttributeValue, sanitiseAttributes } from "./attributes";
import { withoutAddresses } from "./css";
import { type Fields, fieldsOf, isNumber, listOf, textOf } from "./fields";

/** Nodes of one full snapshot or one mutation; 300,000 block a browser for seconds. */
export const MAX_NODES = 150_000;
/** Nested elements; real pages stay under 100, and every level costs stack in the replayer. */
export const MAX_DEPTH = 480;

/** rrweb's numbers for node types, as recorded. */
const NODE = { document: 0, doctype: 1, element: 2, text: 3, cdata: 4, comment: 5 } as const;

interface SafeNode {
  type: number;
  id: number;
  rootId?: number;
  isShadowHost?: boolean;
  isShadow?: boolean;
  compatMode?: string;
  name?: string;
  publicId?: string;
  systemId?: string;
  tagName?: string;
  attributes?: Record<string, AttributeValue>;
  childNodes?: SafeNode[];
  isSVG?: true;
  isCustom?: true;
  needBlock?: boolean;
  textContent?: string;
  isStyle?: boolean;
}

/** What the sanitiser remembers between the events of one recording. */
export interface Memory {
  /** Element name in lower case by rrweb node id: changes of attributes name only the id. */
  tags: Map<number, string>;
  /** Whether something had to be left out because it was too much. */
  truncated: boolean;
  /** What references stand for. */
  assets: Assets;
}

/** Elements that run, load or redirect; each is replaced by one that only takes its place. */
const REPLACED: ReadonlyMap<string, string> = new Map([
  ["script", "noscript"],
  ["base", "noscript"],
  ["object", "div"],
  ["embed", "div"],
  ["applet", "div"],
  ["portal", "div"],
  ["fencedframe", "div"],
  ["frame", "div"],
  ["handler", "noscript"],
  ["listener", "noscript"],
]);

/** Elements besides custom ones that may carry a shadow root (DOM standard, attachShadow). */
const SHADOW_HOSTS =
  /^(article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;
const CUSTOM_NAME = /^[a-z][a-z0-9._]*-[a-z0-9._-]*$/;
const RESERVED_NAMES =
  /^(annotation-xml|color-profile|font-face(-src|-uri|-format|-name)?|missing-glyph)$/;
const TAG_NAME = /^[a-z][\w.-]{0,100}$/i;

/** What the memory holds in place of an element's name for a text that is part of a style sheet. */
export const STYLE_TEXT = "#style";

interface Walk {
  memory: Memory;
  remaining: number;
}

function isCustomName(name: string): boolean {
  return CUSTOM_NAME.test(name) && !RESERVED_NAMES.test(name);
}

/** Return the name to create: a prefix as in `svg:script` would hide the real one. */
function safeTagName(recorded: string): string {
  const name = recorded.slice(recorded.lastIndexOf(":") + 1);
  if (!TAG_NAME.test(name)) return "div";
  return REPLACED.get(name.toLowerCase()) ?? name;
}

function common(fields: Fields, type: number, id: number): SafeNode {
  const node: SafeNode = { type, id };
  if (isNumber(fields.rootId)) node.rootId = fields.rootId;
  if (fields.isShadow === true) node.isShadow = true;
  return node;
}

function children(fields: Fields, depth: number, walk: Walk): SafeNode[] {
  const nodes: SafeNode[] = [];
  for (const child of listOf(fields.childNodes)) {
    if (walk.remaining <= 0 || depth >= MAX_DEPTH) {
      walk.memory.truncated = true;
      break;
    }
    const node = sanitise(child, depth + 1, walk);
    if (node) nodes.push(node);
  }
  return nodes;
}

function element(fields: Fields, id: number, depth: number, walk: Walk): SafeNode {
  const node = common(fields, NODE.element, id);
  const recorded = textOf(fields.tagName);
  const tagName = safeTagName(recorded);
  const tag = tagName.toLowerCase();
  walk.memory.tags.set(id, tag);
  node.tagName = tagName;
  node.attributes = sanitiseAttributes(tag, fieldsOf(fields.attributes) ?? {}, walk.memory.assets);
  // What stood inside a replaced element was never shown.
  node.childNodes = tag === "noscript" ? [] : children(fields, depth, walk);
  if (fields.isSVG === true) node.isSVG = true;
  if (fields.isCustom === true && isCustomName(tagName)) node.isCustom = true;
  if (fields.isShadowHost === true && (SHADOW_HOSTS.test(tag) || isCustomName(tag))) {
    node.isShadowHost = true;
  }
  if (typeof fields.needBlock === "boolean") node.needBlock = fields.needBlock;
  return node;
}

/** A document takes one doctype, one element and comments; anything else makes the browser throw. */
function document(fields: Fields, id: number, walk: Walk): SafeNode {
  const node = common(fields, NODE.document, id);
  const seen = new Set<number>();
  node.childNodes = children({ childNodes: fields.childNodes }, 0, walk).filter((child) => {
    if (child.type === NODE.comment) return true;
    if (child.type === NODE.text || seen.has(child.type)) return false;
    seen.add(child.type);
    return true;
  });
  if (fields.compatMode === "BackCompat" && node.childNodes.length > 0) {
    node.compatMode = "BackCompat";
  }
  return node;
}

function doctype(fields: Fields, id: number): SafeNode {
  const node = common(fields, NODE.doctype, id);
  const name = textOf(fields.name);
  node.name = /^[a-z]+$/i.test(name) ? name : "html";
  node.publicId = textOf(fields.publicId);
  node.systemId = textOf(fields.systemId);
  return node;
}

function text(fields: Fields, id: number, type: number, walk: Walk): SafeNode {
  const node = common(fields, type, id);
  node.textContent = textOf(fields.textContent);
  if (fields.isStyle === true) {
    node.isStyle = true;
    node.textContent = withoutAddresses(node.textContent);
    walk.memory.tags.set(id, STYLE_TEXT);
  }
  return node;
}

function sanitise(value: unknown, depth: number, walk: Walk): SafeNode | null {
  const fields = fieldsOf(value);
  if (!fields || !isNumber(fields.id)) return null;
  walk.remaining -= 1;
  const { id } = fields;
  switch (fields.type) {
    case NODE.document:
      return depth === 0 ? document(fields, id, walk) : null;
    case NODE.doctype:
      return depth <= 1 ? doctype(fields, id) : null;
    case NODE.element:
      return element(fields, id, depth, walk);
    // HTML documents cannot create CDATA sections; a text node takes the place.
    case NODE.text:
    case NODE.cdata:
      return text(fields, id, NODE.text, walk);
    case NODE.comment:
      return text(fields, id, NODE.comment, walk);
    default:
      return null;
  }
}

/** Return a copy of one recorded tree without anything that runs, loads or navigates. */
export function sanitiseTree(value: unknown, memory: Memory): SafeNode | null {
  return sanitise(value, 0, { memory, remaining: MAX_NODES });
}
