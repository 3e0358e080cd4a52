/** Entry of `recorder.js`: rrweb with our privacy around it, loaded when the page has time. */

import { record } from "@rrweb/record";
import { guarded } from "../guarded";
import { ELEMENTS_MAX } from "../limits";
import { watchCheckouts } from "./checkout";
import { rulesOf } from "./mask";
import { nodes } from "./nodes";
import { optionsOf } from "./options";
import { type RecordedEvent, scrubEvent } from "./scrub";

/** The version of rrweb that is bundled, put in by the build. */
declare const RECORDER_VERSION: string;

const boot = guarded(() => {
  const bridge = window.__pagepulse;
  if (!bridge) return;
  // One recorder for one observation, also when the file was asked for twice.
  window.__pagepulse = undefined;
  if (document.getElementsByTagName("*").length > ELEMENTS_MAX) {
    bridge.onTooLarge();
    return;
  }
  const isCheckoutDue = watchCheckouts();
  let isCheckoutPlanned = false;

  const emit = guarded((event: RecordedEvent) => {
    const scrubbed = scrubEvent(event, nodes);
    if (!scrubbed) return;
    const json = JSON.stringify(scrubbed);
    bridge.onEvent(scrubbed.type, json);
    if (!isCheckoutPlanned && isCheckoutDue(scrubbed, json.length)) planCheckout();
  });

  /** Never inside of an event: rrweb would be entered while it is at work. */
  function planCheckout(): void {
    isCheckoutPlanned = true;
    const take = guarded(() => {
      isCheckoutPlanned = false;
      if (document.visibilityState === "visible") record.takeFullSnapshot(true);
    });
    if (typeof requestIdleCallback === "undefined") setTimeout(take);
    else requestIdleCallback(take);
  }

  bridge.onReady({
    version: RECORDER_VERSION,
    takeFullSnapshot: guarded(() => record.takeFullSnapshot(true)),
    stop: guarded(() => stop?.()),
  });
  const rules = rulesOf(bridge.masking(), isSelector);
  const stop = record({ ...optionsOf(rules), emit: (event) => emit(event as RecordedEvent) });
});

/** Ask the browser: a selector that it does not understand would fail at every element. */
function isSelector(selector: string): boolean {
  try {
    document.createDocumentFragment().querySelector(selector);
    return true;
  } catch {
    return false;
  }
}

boot();
