/** What encloses a node, also across the borders of shadow roots and of frames of the same origin. */

import { parentOf } from "../interactions/tree";

/** The element that a text or a shadow root belongs to. */
export function elementAround(node: Node): Element | null {
  return node.parentElement ?? ((node.parentNode ?? node) as Partial<ShadowRoot>).host ?? null;
}

/** Like `closest`, which ends at a shadow root and at the frame's document. */
export function closestAcross(element: Element | null, selector: string): Element | null {
  for (let inner = element; inner; inner = parentOf(inner.getRootNode())) {
    const found = inner.closest(selector);
    if (found) return found;
  }
  return null;
}
