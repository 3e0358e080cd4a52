/**
 * Keeps the tree of the recorded page as it stands between two events.
 *
 * Only what a name can be made of is held: tags, texts, and the sanitised attributes, which belong
 * to the events. Siblings are linked, not listed: adding one stays cheap however many there are.
 */

import { type EventType, type eventWithTime, IncrementalSource } from "rrweb";
import { fieldsOf, textOf } from "../sanitise/fields";

/** Nodes held at most: two of the largest snapshots that the sanitiser lets through. */
const MAX_HELD_NODES = 300_000;
/** Attributes that names are made of; changes of all others are passed over. */
const NAMING = /^(aria-label|placeholder|alt|title|value|name|id|type|role|for)$/;

type IncrementalData = Extract<eventWithTime, { type: EventType.IncrementalSnapshot }>["data"];
/** Changes of the page, as the sanitiser lets them through. */
type Mutation = Extract<IncrementalData, { source: IncrementalSource.Mutation }>;
type SafeTree = Extract<eventWithTime, { type: EventType.FullSnapshot }>["data"]["node"];

/** One node of the page; `tag` is in lower case and "" for everything but elements. */
export interface TreeNode {
  readonly id: number;
  readonly tag: string;
  text: string;
  attributes: Readonly<Record<string, unknown>>;
  parent: TreeNode | null;
  previous: TreeNode | null;
  next: TreeNode | null;
  first: TreeNode | null;
  last: TreeNode | null;
}

const NO_ATTRIBUTES = {};

export function isMutation(data: IncrementalData): data is Mutation {
  return data.source === IncrementalSource.Mutation;
}

function nodeOf(recorded: SafeTree): TreeNode {
  const isElement = "tagName" in recorded;
  const text = "textContent" in recorded ? recorded.textContent : "";
  return {
    id: recorded.id,
    tag: isElement ? recorded.tagName.toLowerCase() : "",
    text,
    attributes: isElement ? recorded.attributes : NO_ATTRIBUTES,
    parent: null,
    previous: null,
    next: null,
    first: null,
    last: null,
  };
}

/** Put a node that stands nowhere before a sibling, or at the end. */
function link(node: TreeNode, parent: TreeNode, before: TreeNode | null): void {
  const next = before?.parent === parent ? before : null;
  const previous = next ? next.previous : parent.last;
  node.parent = parent;
  node.next = next;
  node.previous = previous;
  if (previous) previous.next = node;
  else parent.first = node;
  if (next) next.previous = node;
  else parent.last = node;
}

function unlink(node: TreeNode): void {
  const { parent, previous, next } = node;
  if (previous) previous.next = next;
  else if (parent) parent.first = next;
  if (next) next.previous = previous;
  else if (parent) parent.last = previous;
  node.parent = null;
  node.previous = null;
  node.next = null;
}

/** The page of one tab. */
export class Tree {
  readonly #nodes = new Map<number, TreeNode>();
  /** `<label for>` by the id of its field. */
  readonly #labels = new Map<string, TreeNode>();

  get(id: number): TreeNode | undefined {
    return this.#nodes.get(id);
  }

  /** Return the `<label>` that names a field by its id attribute. */
  labelFor(fieldId: string): TreeNode | undefined {
    return this.#labels.get(fieldId);
  }

  /** Begin with another page. */
  reset(root: SafeTree): void {
    this.#nodes.clear();
    this.#labels.clear();
    this.#grow(root, null, null);
  }

  /** Change the page; in the replayer's order: what moves is removed before it is added. */
  change({ removes, adds, texts, attributes }: Mutation): void {
    for (const { id } of removes) this.#forget(this.#nodes.get(id));
    for (const { node, parentId, nextId } of adds) {
      const next = nextId === null ? undefined : this.#nodes.get(nextId);
      this.#grow(node, this.#nodes.get(parentId) ?? null, next ?? null);
    }
    for (const { id, value } of texts) {
      const node = this.#nodes.get(id);
      if (node) node.text = value ?? "";
    }
    for (const change of attributes) this.#setAttributes(change.id, change.attributes);
  }

  #grow(recorded: SafeTree, parent: TreeNode | null, before: TreeNode | null): void {
    // An id that comes twice means the newer node; only a new one can never be its own ancestor.
    this.#forget(this.#nodes.get(recorded.id));
    if (this.#nodes.size >= MAX_HELD_NODES) return;
    const node = nodeOf(recorded);
    this.#nodes.set(node.id, node);
    if (parent) link(node, parent, before);
    if (node.tag === "label") this.#noteLabel(node);
    if (!("childNodes" in recorded)) return;
    for (const child of recorded.childNodes) this.#grow(child, node, null);
  }

  #noteLabel(node: TreeNode): void {
    const fieldId = textOf(node.attributes.for);
    // Hidden ids all look the same.
    if (fieldId && !fieldId.includes("•")) this.#labels.set(fieldId, node);
  }

  #forget(top: TreeNode | undefined): void {
    if (!top) return;
    unlink(top);
    const waiting = [top];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      if (this.#nodes.get(node.id) === node) this.#nodes.delete(node.id);
      const fieldId = textOf(node.attributes.for);
      if (this.#labels.get(fieldId) === node) this.#labels.delete(fieldId);
      for (let child = node.first; child; child = child.next) waiting.push(child);
    }
  }

  #setAttributes(id: number, changed: unknown): void {
    const node = this.#nodes.get(id);
    const fields = node && fieldsOf(changed);
    if (!fields || !Object.keys(fields).some((name) => NAMING.test(name))) return;
    // The object belongs to an event that is played again; a change needs a copy.
    node.attributes = { ...node.attributes, ...fields };
    if (node.tag === "label") this.#noteLabel(node);
  }
}
