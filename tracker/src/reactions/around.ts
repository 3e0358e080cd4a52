/** What an element stands in: boxes that scroll or stay, overlays, shadow roots, frames. */

import type { Surroundings } from "../bridge";
import { parentOf } from "../interactions/tree";
import { InteractionFlag } from "../wire";

const OVERLAY =
  "dialog[open],[popover],[role=dialog],[role=alertdialog],[role=menu],[role=listbox],[aria-modal=true]";

/** A box that scrolls by itself. */
function isScroller(element: Element, { overflowX, overflowY }: CSSStyleDeclaration): boolean {
  return (
    /auto|scroll/.test(overflowX + overflowY) &&
    !/^(html|body)$/.test(element.localName) &&
    // Only now: sizes of all that is around would cost more than the rest.
    (element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth)
  );
}

export function surroundingsOf(element: Element): Surroundings {
  let flags = element.closest(OVERLAY) ? InteractionFlag.overlay : 0;
  const scrolls: number[] = [];
  let frameX = 0;
  let frameY = 0;
  for (let at: Element | null = element; at; ) {
    const style = getComputedStyle(at);
    const { position } = style;
    if (position === "fixed") flags |= InteractionFlag.fixed;
    if (position === "sticky") flags |= InteractionFlag.sticky;
    if (isScroller(at, style)) {
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
