/**
 * Where a point of an element lies on the recorded page as it stands now, or that it cannot be seen.
 *
 * Nothing is written, so reading many points costs one layout. Ask again after a scroll or another
 * width. What covers an element is only seen inside of the viewport; elsewhere its box counts.
 */

import { type Box, layerOf, type Placed, standingOf } from "./places";

/** A point in the viewport of the recorded page, CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
  /** `moving` ones do not go with the page when it is scrolled. */
  readonly layer: Placed["layer"];
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The largest offset on the wire. */
const FULL = 65_535;
/** Other points of the element that are tried, in shares of its visible part. */
const TRIES = [0.02, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.98];

function holds({ x, y, width, height }: Box, spot: Spot): boolean {
  return spot.x >= x && spot.y >= y && spot.x <= x + width && spot.y <= y + height;
}

/** Whether a spot lies where the page can be scrolled to; menus wait beside of it. */
function isOnPage({ documentElement, defaultView }: Document, { x, y }: Spot): boolean {
  const left = x + (defaultView?.scrollX ?? 0);
  const top = y + (defaultView?.scrollY ?? 0);
  const { scrollWidth, scrollHeight } = documentElement;
  return left >= 0 && top >= 0 && left <= scrollWidth && top <= scrollHeight;
}

/** What is seen of `node` at a spot of its own viewport: itself, something inside, or another thing. */
function seenAt(node: Element, { x, y }: Spot): "itself" | "inside" | "covered" | "unknown" {
  const view = node.ownerDocument.defaultView;
  if (!view || x < 0 || y < 0 || x >= view.innerWidth || y >= view.innerHeight) return "unknown";
  const hit = (node.getRootNode() as Document | ShadowRoot).elementFromPoint(x, y);
  if (hit === node) return "itself";
  return hit && node.contains(hit) ? "inside" : "covered";
}

function spotsOf({ x, y, width, height }: Box, near: Spot): Spot[] {
  const spots = TRIES.flatMap((across) =>
    TRIES.map((down) => ({ x: x + across * width, y: y + down * height })),
  );
  const distance = (spot: Spot) => Math.hypot(spot.x - near.x, spot.y - near.y);
  return spots.sort((one, other) => distance(one) - distance(other));
}

/** The nearest spot at which the element is seen; null when it is covered wherever it could be. */
function visibleSpot(node: Element, wanted: Spot, area: Box): Spot | null {
  const seen = seenAt(node, wanted);
  if (seen === "itself" || seen === "unknown") return wanted;
  // The visitor pressed the element itself: what lies inside of it there, lay elsewhere for them.
  let instead = seen === "inside" ? wanted : null;
  for (const spot of spotsOf(area, wanted)) {
    const found = seenAt(node, spot);
    if (found === "itself") return spot;
    if (found === "unknown" && !instead) return null;
    if (found === "inside") instead ??= spot;
  }
  return instead;
}

/**
 * Return where the point `ex`, `ey` of an element lies, in 1/65535 of its size, or null when nothing
 * is seen of it: not drawn at this width, cut off by a box that scrolls, covered.
 */
export function project(node: Element, ex: number, ey: number): Point | null {
  const standing = standingOf(node);
  if (!standing) return null;
  const { box, clip } = standing;
  const at = { x: box.x + (ex / FULL) * box.width, y: box.y + (ey / FULL) * box.height };
  // Hit tests are made in the element's own document, which may be that of a frame.
  const own = node.getBoundingClientRect();
  const shift = { x: own.x - box.x, y: own.y - box.y };
  const area = { ...clip, x: clip.x + shift.x, y: clip.y + shift.y };
  const wanted = { x: at.x + shift.x, y: at.y + shift.y };
  const spot =
    holds(clip, at) && isOnPage(node.ownerDocument, wanted)
      ? visibleSpot(node, wanted, area)
      : null;
  return spot && { x: spot.x - shift.x, y: spot.y - shift.y, layer: layerOf(node) };
}
