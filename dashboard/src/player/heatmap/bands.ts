/** Maps by height of the page: how many came this far, how long it was looked at. */

import type { ReachStep } from "./messages";
import type { Scene } from "./scene";

/** From `y` on, until the next step. */
export interface BandStep {
  y: number;
  /** Place on the palette, 0 to 1. */
  level: number;
  /** What the level stands for: a share of the views, or milliseconds in all. */
  value: number;
}

/** Elements are seen in bands of this share of their height. */
const BANDS = 64;
/** Height of the steps of an attention map, CSS pixels: a line or two of text. */
const STEP_PX = 25;

export function reachSteps(steps: readonly ReachStep[]): BandStep[] {
  return steps.map(({ y, share }) => ({ y, level: share, value: share }));
}

/** Lay the time of each element's bands where the element stands on this page. */
export function attentionSteps(scene: Scene): BandStep[] {
  const times: number[] = [];
  for (const { top, height, cells } of scene.standing()) {
    timesOfBands(cells).forEach((time, band) => {
      if (time > 0) addTime(times, top + (band / BANDS) * height, height / BANDS, time);
    });
  }
  // Steps that nobody looked at are holes until here.
  const all = Array.from(times, (time) => time ?? 0);
  const longest = Math.max(1, ...all);
  return all.map((value, index) => ({ y: index * STEP_PX, level: value / longest, value }));
}

/** Add up the lines that lie on each band: at another width, lines begin elsewhere and are longer. */
function timesOfBands(
  cells: readonly { share: number; reach: number; value: number }[],
): readonly number[] {
  const times = new Array<number>(BANDS).fill(0);
  for (const { share, reach, value } of cells) {
    const first = Math.round(share * BANDS);
    const end = Math.min(BANDS, first + Math.max(1, Math.round(reach * BANDS)));
    for (let band = first; band < end; band += 1) times[band] = (times[band] ?? 0) + value;
  }
  return times;
}

/** Share a time between the steps that a band lies on; the longest look at a step counts. */
function addTime(times: number[], top: number, height: number, time: number): void {
  const first = Math.max(0, Math.floor(top / STEP_PX));
  const last = Math.max(first, Math.ceil((top + height) / STEP_PX) - 1);
  for (let step = first; step <= last; step += 1) times[step] = Math.max(times[step] ?? 0, time);
}
