/** Entry of `recorder.js`: rrweb with our privacy around it, loaded when the page has time. */

import { record } from "@rrweb/record";
import { guarded, listen } from "../guarded";
import { ELEMENTS_MAX, RECORDER_IDLE_MS } from "../limits";
import { offerCanvases } from "./canvases";
import { watchCheckouts } from "./checkout";
import type { RecordedEvent } from "./events";
import { offerFrames } from "./framing";
import { rulesOf } from "./mask";
import { nodes } from "./nodes";
import { optionsOf } from "./options";
import { whenLight, whenPaused } from "./pause";
import { protectPage } from "./protection";
import { scrubEvent } from "./scrub";
import "../vault/bridge";

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
  const pass = (event: RecordedEvent): void => {
    const json = JSON.stringify(event);
    if (!protection.mayPass(event, json.length)) return;
    bridge.onEvent(event.type, json);
    canvases.onRecorded(event, json);
    frames.onRecorded(event);
    if (!isCheckoutPlanned && checkouts.isDue(event, json.length)) planCheckout();
  };
  const nodeOf = (id: number): Node | null => record.mirror.getNode(id);
  const hold = window.__pagepulseVault?.(bridge, nodeOf, pass) ?? { take: pass, drop() {} };
  let stop: (() => void) | undefined;
  const rules = rulesOf(bridge.masking(), isSelector);
  const canvases = offerCanvases(bridge, rules, (event) => emit(event));
  const frames = offerFrames(bridge, rules, (event) => emit(event));
  const protection = protectPage(bridge, takeFullSnapshot, (event) => emit(event));

  const emit = guarded((event: RecordedEvent) => {
    protection.measure(() => {
      const scrubbed = protection.mayRecord(event) && scrubEvent(event, nodes);
      if (scrubbed) hold.take(scrubbed);
    });
  });

  /** Never inside of an event: rrweb would be entered while it is at work. */
  function takeFullSnapshot(): void {
    checkouts.onTaken(protection.snapshot(() => record.takeFullSnapshot(true)));
  }
  /** Others ask for it when something was lost on the way, which may happen again at once. */
  function takeWhenAllowed(): void {
    const wait = protection.waitMs();
    if (wait > 0) setTimeout(guarded(takeFullSnapshot), wait);
    else takeFullSnapshot();
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
      takeWhenAllowed();
    }),
    stop: guarded(() => {
      hold.drop();
      protection.stop();
      canvases.stop();
      frames.stop();
      stop?.();
    }),
  });
  // Before the batch of a page that is left is closed, which happens further down the tree.
  listen(window, "visibilitychange", () => {
    if (document.visibilityState === "hidden") protection.tell();
  });
  checkouts.onTaken(
    protection.snapshot(() => {
      stop = record({ ...optionsOf(rules), emit: (event) => emit(event as RecordedEvent) });
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
