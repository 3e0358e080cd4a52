/** How far down the visitor came, and how long each part of the page was looked at. */

import type { ReactionsHost } from "../bridge";
import { guarded, listen } from "../guarded";
import { LANDMARKS_MAX, LINE_PX, LOOK_MS, REACH_MS, UNATTENDED_LOOK_MS } from "../limits";
import { eachDocument } from "./documents";

/** The large parts of a page: what stands in them moves with them. */
const LANDMARKS =
  "header,nav,main,section,article,aside,footer,form,[role=main],[role=region],[role=banner]";
/** Landmarks are seen in bands of this share of their height. */
const BANDS = 64;
/** The largest offset on the wire. */
const FULL = 65_535;

interface Landmark {
  /** The deepest band that was seen, and the deepest that was told. */
  deepest: number;
  told: number;
  /** Time that bands were seen and not told yet. */
  seenMs: Map<number, number>;
}

/** The innermost landmarks; where there are none, the whole body. */
export function landmarks(): Element[] {
  const found = Array.from(document.querySelectorAll(LANDMARKS)).slice(0, LANDMARKS_MAX);
  const innermost = found.filter((one) => !one.querySelector(LANDMARKS));
  return innermost.length > 0 ? innermost : [document.body];
}

/** Note what of a landmark is in the viewport; lines of text tell more than single pixels. */
function look(element: Element, landmark: Landmark): void {
  const { top, height } = element.getBoundingClientRect();
  const bandAt = (y: number) => Math.floor(((y - top) / height) * BANDS);
  const [first, last] = [Math.max(0, bandAt(0)), Math.min(BANDS - 1, bandAt(innerHeight))];
  if (height <= 0 || last < first) return;
  landmark.deepest = Math.max(landmark.deepest, last);
  const step = Math.max(1, Math.floor((LINE_PX * BANDS) / height));
  for (let band = first - (first % step); band <= last; band += step) {
    landmark.seenMs.set(band, (landmark.seenMs.get(band) ?? 0) + LOOK_MS);
  }
}

/** Look at the page every now and then, while somebody is there. */
export function watchReach({ watch, interactionAt, send }: ReactionsHost): void {
  let known = new Map<Element, Landmark>();
  let view = watch.view();
  let activeAt = Date.now();
  let depth = 0;

  const tell = guarded(() => {
    for (const [element, landmark] of known) {
      if (!element.isConnected) continue;
      const place = { ...interactionAt(element, "scroll"), ex: 0, pageY: depth };
      const about = { ...place, pageViewId: view.id, url: view.url };
      const at = (band: number) => Math.round((band / BANDS) * FULL);
      if (landmark.deepest > landmark.told) send({ ...about, ey: at(landmark.deepest + 1) });
      landmark.told = landmark.deepest;
      for (const [band, durationMs] of landmark.seenMs) {
        send({ ...about, type: "attention", ey: at(band), durationMs });
      }
      landmark.seenMs = new Map();
    }
  });
  const tick = guarded(() => {
    if (watch.view().id !== view.id) {
      tell();
      known = new Map();
      view = watch.view();
      depth = 0;
    }
    if (document.hidden || Date.now() - activeAt > UNATTENDED_LOOK_MS) return;
    depth = Math.max(depth, Math.round(scrollY + innerHeight));
    for (const element of landmarks()) {
      const landmark = known.get(element) ?? { deepest: -1, told: -1, seenMs: new Map() };
      known.set(element, landmark);
      look(element, landmark);
    }
  });

  const timers = [setInterval(tick, LOOK_MS), setInterval(tell, REACH_MS)];
  watch.onStop(() => timers.forEach(clearInterval));
  listen(document, "visibilitychange", tell);
  listen(window, "pagehide", tell);
  eachDocument((page) => {
    for (const type of ["pointermove", "pointerdown", "keydown", "scroll"]) {
      listen(page, type, () => {
        activeAt = Date.now();
      });
    }
  });
}
