/** Where something happened: in the element, in the viewport, on the page. */

import type { Surroundings } from "../bridge";
import type { Interaction } from "../wire";

/** The numbers of an interaction that say where it was. */
export type Place = Omit<Interaction, "type" | "at" | "pageViewId" | "url">;

/** Text drawn by a style sheet may stand outside of its element; further up it means nothing. */
const CLIMB = 10;
/** The largest offset: 16 bits. */
const FULL = 65_535;
/** The element that a place belongs to: parts of pictures count as the picture. */
export function ownerOf(element: Element, x = 0, y = 0): Element {
  const whole = element.closest("svg") ?? element;
  let owner: Element | null = whole;
  for (let step = 0; owner && step < CLIMB; step += 1) {
    const { left, right, top, bottom } = owner.getBoundingClientRect();
    if (x >= left && x <= right && y >= top && y <= bottom) return owner;
    owner = owner.parentElement;
  }
  return whole;
}

function shareOf(at: number, start: number, length: number): number {
  const share = length && (at - start) / length;
  return Math.round(Math.min(Math.max(share, 0), 1) * FULL);
}

/** Where `x`, `y` of the element's own viewport are; without them, the centre of the element. */
export function placeIn(
  element: Element,
  { flags, scrolls, frame }: Surroundings,
  x?: number,
  y?: number,
): Place {
  const { left, top, width, height } = element.getBoundingClientRect();
  const atX = x ?? left + width / 2;
  const atY = y ?? top + height / 2;
  const pointX = Math.round(atX + frame.x);
  const pointY = Math.round(atY + frame.y);
  return {
    ex: shareOf(atX, left, width),
    ey: shareOf(atY, top, height),
    x: pointX,
    y: pointY,
    pageX: pointX + Math.round(scrollX),
    pageY: pointY + Math.round(scrollY),
    width: Math.round(width),
    height: Math.round(height),
    viewportWidth: innerWidth,
    viewportHeight: innerHeight,
    pageHeight: document.documentElement.scrollHeight,
    pixelRatio: devicePixelRatio,
    flags,
    ...(scrolls.length > 0 && { scrolls }),
  };
}
