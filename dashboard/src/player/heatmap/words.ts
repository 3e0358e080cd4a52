/** What the tip beside the pointer says. */

import type { BandStep } from "./bands";
import { densityAt, type Grid } from "./density";
import type { Heat, HeatElement } from "./messages";

/** Shares below this are told as being below it. */
const LEAST_SHARE = 0.001;
/** Densities below this are nothing to speak of. */
const LEAST_DENSITY = 0.05;

function percent(share: number): string {
  return share < LEAST_SHARE && share > 0 ? "< 0.1 %" : `${(share * 100).toFixed(1)} %`;
}

/** The heat at a place of the viewport, and of the element there. */
export function densityWords(
  { page, moving }: { page: Grid; moving: Grid | null },
  { x, y }: { x: number; y: number },
  { left, top }: { left: number; top: number },
  element: HeatElement | undefined,
): readonly string[] {
  const heat = densityAt(page, x + left, y + top) + (moving ? densityAt(moving, x, y) : 0);
  const here = heat >= LEAST_DENSITY ? [`${heat.toFixed(1)} in 24 × 24 px here`] : [];
  if (!element) return here;
  const { label, value, share } = element;
  return [label, `${value.toLocaleString("en")} on this element, ${percent(share)}`, ...here];
}

/** What a scroll or attention map says about a height of the page. */
export function bandWords(
  kind: Heat["kind"],
  bands: readonly BandStep[],
  y: number,
): readonly string[] {
  const step = bands.findLast((one) => one.y <= y);
  if (!step) return [];
  if (kind === "reach") return [`${percent(step.value)} of the views came this far`];
  return [`Looked at for ${(step.value / 1_000).toFixed(1)} s in all`];
}
