/** Waits until the page has time for us. */

import { guarded, listen } from "./guarded";
import { RECORDER_IDLE_MS } from "./limits";

/**
 * Wait until the page has loaded, is seen and idles: drawing of charts and the like would otherwise
 * be recorded as thousands of changes, each dearer than the same content in a full snapshot.
 */
export function whenCalm(callback: () => void): void {
  const whenSeen = guarded(() => {
    if (document.visibilityState === "visible") whenIdle(callback);
    else document.addEventListener("visibilitychange", whenSeen, { once: true });
  });
  if (document.readyState === "complete") whenSeen();
  else listen(window, "load", whenSeen);
}

export function whenIdle(callback: () => void): void {
  if (typeof requestIdleCallback === "undefined") setTimeout(guarded(callback), RECORDER_IDLE_MS);
  else requestIdleCallback(guarded(callback), { timeout: RECORDER_IDLE_MS });
}
