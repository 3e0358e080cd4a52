/** Looks up the nodes that events name by rrweb's ids. */

import { record } from "@rrweb/record";
import { closestAcross, elementAround } from "./enclosing";
import { BLOCKED } from "./mask";
import type { NodeLookup } from "./scrub";

export const nodes: NodeLookup = {
  tagOf(id) {
    const node = record.mirror.getNode(id);
    return (node && elementOf(node))?.localName ?? "";
  },
  isHidden(id) {
    const node = record.mirror.getNode(id);
    if (!node) return false;
    return closestAcross(elementOf(node), BLOCKED) !== null || isTurnedOff(node);
  },
};

/** The element itself, or the one that a text, a shadow root or a frame's document belongs to. */
function elementOf(node: Node): Element | null {
  // By its type, not its class: nodes of frames have classes of their own.
  if (node.nodeType === Node.ELEMENT_NODE) return node as Element;
  return elementAround(node) ?? (node as Document).defaultView?.frameElement ?? null;
}

/** True in a frame whose document is not to be observed, or that is inside of such a frame. */
function isTurnedOff(node: Node): boolean {
  const page = node.ownerDocument ?? (node as Document);
  if (page === document) return false;
  if (page.documentElement?.hasAttribute("data-pulse-off")) return true;
  const frame = page.defaultView?.frameElement;
  return !frame || isTurnedOff(frame);
}
