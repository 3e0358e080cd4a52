/** Where something happened: in the element, in the viewport, on the page. */

import type { Point, Surroundings } from "../bridge";

/** Text drawn by a style sheet may stand outside of its element; further up it means nothing. */
const CLIMB = 10;
/** The largest offset: 16 bits. */
const FULL = 65_535;

/** The element that a place belongs to: parts of pictures count as the picture. */
export function ownerOf(element: Element, at?: Point): Element {
  const whole = element.closest("svg") ?? element;
  let owner: Element | null = whole;
  for (let step = 0; at && owner && step < CLIMB; step += 1) {
    const { left, top, width, height } = owner.getBoundingClientRect();
    const x = at.x - left;
    const y = at.y - top;
    if (x >= 0 && x <= width && y >= 0 && y <= height) return owner;
    owner = owner.parentElement;
  }
  return whole;
}

/** Which share of a length lies before a place, in 1/65535. */
function shareOf(at: number, length: number): number {
  return Math.round(length && (Math.min(Math.max(at, 0), length) / length) * FULL);
}

/**
 * Where a place of the element's own viewport is; without one, the centre of the element. All that an
 * interaction says of it, in CSS pixels.
 */
export function placeIn(
  element: Element,
  { flags = 0, scrolls, frameX = 0, frameY = 0 }: Partial<Surroundings>,
  at?: Point,
) {
  const { left, top, width, height } = element.getBoundingClientRect();
  // Places in the element.
  const inX = at ? at.x - left : width / 2;
  const inY = at ? at.y - top : height / 2;
  const x = Math.round(left + inX + frameX);
  const y = Math.round(top + inY + frameY);
  return {
    ex: shareOf(inX, width),
    ey: shareOf(inY, height),
    x,
    y,
    pageX: Math.round(x + scrollX),
    pageY: Math.round(y + scrollY),
    width: Math.round(width),
    height: Math.round(height),
    viewportWidth: innerWidth,
    viewportHeight: innerHeight,
    pageHeight: document.documentElement.scrollHeight,
    pixelRatio: devicePixelRatio,
    flags,
    scrolls,
  };
}
