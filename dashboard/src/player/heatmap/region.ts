/** A rectangle that somebody draws on a map: which parts of which elements lie in it. */

import { type HeatPart, MAX_PARTS, type Region } from "./messages";
import type { Box, Placed, Standing } from "./places";

/** The largest offset on the wire. */
const WHOLE = 65_535;

/** Return the rectangle between two places, whichever was first. */
export function regionBetween(
  one: { x: number; y: number },
  other: { x: number; y: number },
): Region {
  return {
    left: Math.round(Math.min(one.x, other.x)),
    top: Math.round(Math.min(one.y, other.y)),
    right: Math.round(Math.max(one.x, other.x)),
    bottom: Math.round(Math.max(one.y, other.y)),
  };
}

export function boxOfRegion({ left, top, right, bottom }: Region): Box {
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function within(start: number, length: number, from: number, to: number): [number, number] {
  const share = (place: number) => Math.min(1, Math.max(0, (place - start) / Math.max(1, length)));
  return [Math.ceil(share(from) * WHOLE), Math.floor(share(to) * WHOLE)];
}

/**
 * Return the part of an element inside of a rectangle with the heat in it, or null when there is
 * none. Both stand in the same coordinates.
 */
export function partOf(
  { element }: Pick<Placed, "element">,
  { box, clip }: Standing,
  { left, top, right, bottom }: Region,
): (HeatPart & { sum: number }) | null {
  const sides = {
    left: Math.max(left, clip.x),
    right: Math.min(right, clip.x + clip.width),
    top: Math.max(top, clip.y),
    bottom: Math.min(bottom, clip.y + clip.height),
  };
  if (sides.left > sides.right || sides.top > sides.bottom) return null;
  const [ex, endX] = within(box.x, box.width, sides.left, sides.right);
  const [ey, endY] = within(box.y, box.height, sides.top, sides.bottom);
  const sum = element.cells
    .filter((cell) => cell.ex >= ex && cell.ex <= endX && cell.ey >= ey && cell.ey <= endY)
    .reduce((total, { value }) => total + value, 0);
  return sum > 0
    ? { elementId: element.id, left: ex, top: ey, right: endX, bottom: endY, sum }
    : null;
}

/** Return the parts with the most heat, as many as one question takes, and the heat of all. */
export function hottest(parts: readonly (HeatPart & { sum: number })[]): {
  parts: HeatPart[];
  sum: number;
} {
  const sorted = [...parts].sort((one, other) => other.sum - one.sum);
  return {
    parts: sorted.slice(0, MAX_PARTS).map(({ sum: _, ...part }) => part),
    sum: sorted.reduce((total, { sum }) => total + sum, 0),
  };
}
