/** Looks up the nodes that events name by rrweb's ids. */

import { record } from "@rrweb/record";
import { BLOCKED } from "./mask";
import type { NodeLookup } from "./scrub";

export const nodes: NodeLookup = {
  tagOf(id) {
    const node = record.mirror.getNode(id);
    const element = isElement(node) ? node : node?.parentElement;
    return element?.localName ?? "";
  },
  isInBlockedFrame(id) {
    const node = record.mirror.getNode(id);
    if (!node) return false;
    return isBlockedFrame(node) || !isShown(node.ownerDocument ?? node);
  },
};

// By its type, not its class: nodes of frames have classes of their own.
function isElement(node: Node | null): node is Element {
  return node?.nodeType === Node.ELEMENT_NODE;
}

function isBlockedFrame(node: Node): boolean {
  return isElement(node) && node.localName === "iframe" && node.closest(BLOCKED) !== null;
}

/** True for our document and for those of frames that are not blocked, to any depth. */
function isShown(page: Node): boolean {
  if (page === document) return true;
  const frame = (page as Document).defaultView?.frameElement;
  return frame ? !isBlockedFrame(frame) && isShown(frame.ownerDocument) : false;
}
