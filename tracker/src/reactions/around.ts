/** What an element stands in: boxes that scroll or stay, overlays, shadow roots, frames. */

import type { Surroundings } from "../bridge";
import { parentOf } from "../interactions/tree";
import { InteractionFlag } from "../wire";

const OVERLAY =
  "dialog[open],[popover],[role=dialog],[role=alertdialog],[role=menu],[role=listbox],[aria-modal=true]";

/** A box that scrolls by itself. */
function isScroller(element: Element): boolean {
  const { overflowX, overflowY } = getComputedStyle(element);
  const { scrollHeight, clientHeight, scrollWidth, clientWidth } = element;
  return (
    /auto|scroll/.test(overflowX + overflowY) &&
    !/^(html|body)$/.test(element.localName) &&
    (scrollHeight > clientHeight || scrollWidth > clientWidth)
  );
}

export function surroundingsOf(element: Element): Surroundings {
  let flags = element.closest(OVERLAY) ? InteractionFlag.overlay : 0;
  const scrolls: number[] = [];
  let frameX = 0;
  let frameY = 0;
  for (let at: Element | null = element; at; ) {
    const { position } = getComputedStyle(at);
    if (position === "fixed") flags |= InteractionFlag.fixed;
    if (position === "sticky") flags |= InteractionFlag.sticky;
    if (isScroller(at)) {
      flags |= InteractionFlag.inScroller;
      scrolls.push(Math.round(at.scrollLeft), Math.round(at.scrollTop));
    }
    const above: Element | null = parentOf(at, document);
    if (above && above.ownerDocument !== at.ownerDocument) {
      flags |= InteractionFlag.frame;
      const { left, top } = above.getBoundingClientRect();
      frameX += left + above.clientLeft;
      frameY += top + above.clientTop;
    } else if (above && !at.parentElement) flags |= InteractionFlag.shadow;
    at = above;
  }
  return { flags, frameX, frameY, ...(scrolls.length > 0 && { scrolls }) };
}
