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

function observe(watch: Watch): void {
  const { add, view } = watch;
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
  function note(
    { id, name, value, rating, navigationType }: Metric,
    element = "",
    node?: Node | null,
  ): void {
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
      elementId: idOf(node),
    });
    timer ??= setTimeout(send, VITALS_MS);
  }

  /** Parts of pictures count as the picture, text as what it stands in. */
  function idOf(node?: Node | null): string | undefined {
    const element = node?.nodeType === 1 ? (node as Element) : node?.parentElement;
    return element ? watch.describe?.(element.closest("svg") ?? element) : undefined;
  }

  // All changes: the last value before the end comes too late for the last batch.
  const all = { reportAllChanges: true };
  onLCP((metric) => {
    note(metric, metric.attribution.target, metric.attribution.lcpEntry?.element);
  }, all);
  onINP((metric) => {
    note(metric, metric.attribution.interactionTarget, metric.entries[0]?.target);
  }, all);
  onCLS((metric) => {
    const { largestShiftTarget, largestShiftSource } = metric.attribution;
    note(metric, largestShiftTarget, largestShiftSource?.node);
  }, all);
  onFCP((metric) => note(metric), all);
  onTTFB((metric) => note(metric), all);
  // At the window, so that it comes before the batch of the page's end is made.
  listen(window, "visibilitychange", send);
}
