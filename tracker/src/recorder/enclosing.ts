/** What encloses a node, also across the borders of shadow roots and of frames of the same origin. */

import { parentOf } from "../interactions/tree";
import { OFF } from "../switch";
import { BLOCKED } from "./mask";

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

/** False for a frame that is blocked, or whose own document is not to be observed. */
export function isRecordedFrame(frame: HTMLIFrameElement): boolean {
  return !(closestAcross(frame, BLOCKED) || frame.contentDocument?.querySelector(OFF));
}
