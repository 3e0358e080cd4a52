/** Entry of `recorder.js`: rrweb with our privacy around it, loaded when the page has time. */

import { record } from "@rrweb/record";
import { guarded, listen } from "../guarded";
import { ELEMENTS_MAX, RECORDER_IDLE_MS } from "../limits";
import { watchCheckouts } from "./checkout";
import { openHold } from "./hold";
import { rulesOf } from "./mask";
import { nodes } from "./nodes";
import { optionsOf } from "./options";
import { whenLight, whenPaused } from "./pause";
import { protectPage } from "./protection";
import { type RecordedEvent, scrubEvent } from "./scrub";
import { openShelf } from "./shelf";
import { openVault } from "./vault";

/** The version of rrweb that is bundled, put in by the build. */
declare const RECORDER_VERSION: string;

const begin = guarded(() => {
  const bridge = window.__pagepulse;
  if (!bridge) return;
  // One recorder for one observation, also when the file was asked for twice.
  window.__pagepulse = undefined;
  if (document.getElementsByTagName("*").length > ELEMENTS_MAX) {
    bridge.onEnd("too-large");
    return;
  }
  const checkouts = watchCheckouts();
  let isCheckoutPlanned = false;
  const hold = openHold(openShelf(bridge.store, Date.now), openVault(bridge), pass);
  let stop: (() => void) | undefined;
  const protection = protectPage(bridge, takeFullSnapshot, (event) => emit(event));

  const emit = guarded((event: RecordedEvent) => {
    protection.measure(() => {
      const scrubbed = protection.mayRecord(event) && scrubEvent(event, nodes);
      if (scrubbed) hold.take(scrubbed);
    });
  });
  function pass(event: RecordedEvent): void {
    const json = JSON.stringify(event);
    bridge.onEvent(event.type, json);
    protection.onRecorded(event, json.length);
    if (!isCheckoutPlanned && checkouts.isDue(event, json.length)) planCheckout();
  }

  /** Never inside of an event: rrweb would be entered while it is at work. */
  function takeFullSnapshot(): void {
    checkouts.onTaken(protection.snapshot(() => record.takeFullSnapshot(true)));
  }
  function planCheckout(): void {
    isCheckoutPlanned = true;
    whenPaused(() => {
      isCheckoutPlanned = false;
      // While changes are dropped, a full snapshot follows anyway.
      if (document.visibilityState === "visible" && !protection.isBehind()) takeFullSnapshot();
    }, RECORDER_IDLE_MS);
  }

  bridge.onReady({
    version: RECORDER_VERSION,
    takeFullSnapshot: guarded(() => {
      hold.drop();
      takeFullSnapshot();
    }),
    stop: guarded(() => {
      hold.drop();
      protection.stop();
      stop?.();
    }),
  });
  // Before the batch of a page that is left is closed, which happens further down the tree.
  listen(window, "visibilitychange", () => {
    if (document.visibilityState === "hidden") protection.tell();
  });
  const options = optionsOf(rulesOf(bridge.masking(), isSelector));
  checkouts.onTaken(
    protection.snapshot(() => {
      stop = record({ ...options, emit: (event) => emit(event as RecordedEvent) });
    }),
  );
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

guarded(() => whenLight(begin))();
