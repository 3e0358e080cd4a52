/** Waits for a pause of the page. */

import { guarded } from "../guarded";
import { HEAVY_ELEMENTS, HEAVY_IDLE_MS, HEAVY_RULES } from "../limits";

/** Call when the page has nothing to do, and at the latest after so many milliseconds. */
export function whenPaused(callback: () => void, timeout: number): void {
  if (typeof requestIdleCallback === "undefined") setTimeout(guarded(callback));
  else requestIdleCallback(guarded(callback), { timeout });
}

/** How large the page is: what a full snapshot has to go through. */
export function sizeOfPage(): { elements: number; rules: number } {
  const elements = document.getElementsByTagName("*").length;
  let rules = 0;
  for (const sheet of document.styleSheets) {
    try {
      rules += sheet.cssRules.length;
    } catch {
      // A style sheet of another site: nobody can read it, so neither does rrweb.
    }
  }
  return { elements, rules };
}

/** A heavy page is not read before a real pause: its full snapshot takes half a second and more. */
export function whenLight(callback: () => void): void {
  const { elements, rules } = sizeOfPage();
  const isHeavy = elements > HEAVY_ELEMENTS || rules > HEAVY_RULES;
  if (isHeavy) whenPaused(callback, HEAVY_IDLE_MS);
  else callback();
}
