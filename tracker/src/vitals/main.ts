/** Entry of `vitals.js`: how fast and steady the page was for this visitor, and which element it was. */

import { type Metric, onCLS, onFCP, onINP, onLCP, onTTFB } from "web-vitals/attribution";
import type { Watch } from "../bridge";
import { guarded, listen, unthrowing } from "../guarded";
import { ELEMENT_LENGTH, VITALS_MS } from "../limits";
import { redact } from "../redact";
import type { Vital } from "../signals/wire";

const { __pagepulseVitals: watch } = window;
// One for one observation, also when the file was asked for twice.
window.__pagepulseVitals = undefined;
if (watch) unthrowing(observe)(watch);

function observe({ add, view }: Watch): void {
  // A vital is about the page that was loaded, also when the app shows another route meanwhile.
  const loaded = view();
  const changed = new Map<string, Vital>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const send = guarded(() => {
    clearTimeout(timer);
    timer = undefined;
    for (const vital of changed.values()) add("vitals", JSON.stringify(vital));
    changed.clear();
  });
  /** `element` names what it was about, where that is known. */
  function note({ id, name, value, rating, navigationType }: Metric, element = ""): void {
    const { id: pageViewId, url } = navigationType === "back-forward-cache" ? view() : loaded;
    changed.set(id, {
      at: Date.now(),
      pageViewId,
      url,
      name,
      // As the browser tells it: a ten-thousandth of a shift, a tenth of a millisecond.
      value: Math.round(value * 10_000) / 10_000,
      rating,
      element: redact(element).slice(0, ELEMENT_LENGTH),
    });
    timer ??= setTimeout(send, VITALS_MS);
  }

  // All changes: the last value before the end comes too late for the last batch.
  const all = { reportAllChanges: true };
  onLCP((metric) => note(metric, metric.attribution.target), all);
  onINP((metric) => note(metric, metric.attribution.interactionTarget), all);
  onCLS((metric) => note(metric, metric.attribution.largestShiftTarget), all);
  onFCP((metric) => note(metric), all);
  onTTFB((metric) => note(metric), all);
  // At the window, so that it comes before the batch of the page's end is made.
  listen(window, "visibilitychange", send);
}
