/** Finds the words by which a person knows an element: what is written on it, or its field's label. */

import { textOf } from "../sanitise/fields";
import type { Tree, TreeNode } from "./tree";

/** Longest name, in characters: about one line of the event list. */
const MAX_NAME_CHARS = 40;
/** Text that is looked at for a name, in UTF-16 units; the rest is beyond any name. */
const MAX_READ_CHARS = 200;
/** Nodes that are looked at for the text of one element. */
const MAX_READ_NODES = 300;
/** A longer text in something that is no control belongs to many things, not to this one. */
const MAX_WHOLE_CHARS = 80;

/** The field and the boxes around it before which its label is looked for. */
const MAX_BOXES = 3;

const FIELDS: ReadonlySet<string> = new Set(["input", "select", "textarea"]);
const CONTROLS: ReadonlySet<string> = new Set([...FIELDS, "a", "button", "label", "summary"]);
const CONTROL_ROLE = /^(button|link|tab|checkbox|radio|switch|option|menuitem\w*)$/;
const PUSHED_TYPE = /^(submit|button|reset|image)$/i;
/** Their text is not seen, or is what a visitor chose or wrote. */
const UNREAD: ReadonlySet<string> = new Set([
  "script",
  "style",
  "noscript",
  "template",
  "select",
  "option",
  "textarea",
]);

/** Stand for hidden text: the tracker's bullets, the stars of other recorders. Also control codes. */
const HIDDEN = /[\p{Cc}•●*]+/gu;
/** Not to be seen, or able to turn the direction of the text around it. */
const UNSEEN = /[\p{Cf}\p{Cs}\p{Co}]+/gu;

/** Return the text on one line, as much as a name takes, without what is hidden. */
function tidy(text: string): string {
  return text
    .slice(0, MAX_READ_CHARS)
    .replace(UNSEEN, "")
    .replace(HIDDEN, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function shorten(line: string): string {
  // By code points, so that no character is cut in two.
  const characters = [...line];
  if (characters.length <= MAX_NAME_CHARS) return line;
  return `${characters
    .slice(0, MAX_NAME_CHARS - 1)
    .join("")
    .trimEnd()}…`;
}

function attribute(node: TreeNode, name: string): string {
  return tidy(textOf(node.attributes[name]));
}

/** Return the node that follows in the text, leaving out what is inside when `isDeep` is false. */
function following(node: TreeNode, top: TreeNode, isDeep: boolean): TreeNode | null {
  if (isDeep && node.first) return node.first;
  let current: TreeNode = node;
  while (current !== top) {
    if (current.next) return current.next;
    if (!current.parent) return null;
    current = current.parent;
  }
  return null;
}

function wholeText(top: TreeNode): string {
  let text = "";
  let node: TreeNode | null = top;
  for (let seen = 0; node && seen < MAX_READ_NODES && text.length < MAX_READ_CHARS; seen += 1) {
    const isRead = node === top || !UNREAD.has(node.tag);
    if (node.tag === "img") text += ` ${textOf(node.attributes.alt)} `;
    else if (node.tag === "") text += node.text.slice(0, MAX_READ_CHARS);
    else text += " ";
    node = following(node, top, isRead);
  }
  return tidy(text);
}

function ownText(top: TreeNode): string {
  let text = "";
  let node = top.first;
  for (let seen = 0; node && seen < MAX_READ_NODES && text.length < MAX_READ_CHARS; seen += 1) {
    if (node.tag === "") text += node.text.slice(0, MAX_READ_CHARS);
    node = node.next;
  }
  return tidy(text);
}

function isControl(node: TreeNode): boolean {
  return CONTROLS.has(node.tag) || CONTROL_ROLE.test(textOf(node.attributes.role));
}

function nearest(node: TreeNode, isWanted: (node: TreeNode) => boolean): TreeNode | undefined {
  for (let current: TreeNode | null = node; current; current = current.parent) {
    if (isWanted(current)) return current;
  }
  return undefined;
}

function elementBefore(node: TreeNode): TreeNode | null {
  let before = node.previous;
  while (before && before.tag === "") before = before.previous;
  return before;
}

function holdsField(top: TreeNode): boolean {
  let node = following(top, top, true);
  for (let seen = 0; node && seen < MAX_READ_NODES; seen += 1) {
    if (FIELDS.has(node.tag)) return true;
    node = following(node, top, true);
  }
  return false;
}

/** Return the label that stands right before a field or its box: recorders hide what `for` says. */
function labelBefore(field: TreeNode): TreeNode | undefined {
  let node: TreeNode | null = field;
  for (let level = 0; node && level < MAX_BOXES; level += 1) {
    const before = elementBefore(node);
    if (before) return before.tag === "label" && !holdsField(before) ? before : undefined;
    node = node.parent;
  }
  return undefined;
}

function labelOf(field: TreeNode, tree: Tree): TreeNode | undefined {
  const named = tree.labelFor(textOf(field.attributes.id));
  return named ?? nearest(field, (node) => node.tag === "label") ?? labelBefore(field);
}

function fieldText(field: TreeNode, tree: Tree): string {
  const { value, type } = field.attributes;
  if (field.tag === "input" && PUSHED_TYPE.test(textOf(type))) return tidy(textOf(value));
  const label = labelOf(field, tree);
  return label ? wholeText(label) : "";
}

function textOn(node: TreeNode, tree: Tree): string {
  if (FIELDS.has(node.tag)) return fieldText(node, tree);
  const text = wholeText(node);
  return isControl(node) || text.length <= MAX_WHOLE_CHARS ? text : ownText(node);
}

/** Written for people, best first; then what its author calls it. */
const WRITTEN = ["aria-label", "placeholder", "alt", "title"];
const INTERNAL = ["name", "id", "type"];

/** Return what the visitor dealt with: the control around an icon or a word, else the node itself. */
export function controlAround(node: TreeNode): TreeNode {
  return nearest(node, isControl) ?? node;
}

/** Return the name of an element: at most 40 characters, never empty. */
export function nameOf(node: TreeNode, tree: Tree): string {
  const text = textOn(node, tree);
  const written = [text, ...WRITTEN.map((name) => attribute(node, name))];
  // A lone sign such as × says less than the words that explain it.
  const worded = written.find((words) => /[\p{L}\p{N}]/u.test(words));
  const found = worded ?? [text, ...INTERNAL.map((name) => attribute(node, name))].find(Boolean);
  return found ? shorten(found) : `<${node.tag.slice(0, MAX_NAME_CHARS - 2) || "page"}>`;
}
