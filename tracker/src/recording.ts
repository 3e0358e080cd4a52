/** Loads the recorder when the page has time for it, and decides which of its events are kept. */

import { type Bridge, EventType, type Recorder } from "./bridge";
import { guarded, listen } from "./guarded";
import { type Installation, loadScript } from "./installation";
import { RECORDER_IDLE_MS } from "./limits";

export interface Recording {
  /** Version of rrweb, empty until it is loaded. */
  version(): string;
  /** Drop everything until a new full snapshot, and ask for it. */
  renew(): void;
  /** The same, but the page's own work comes first. */
  renewSoon(): void;
  stop(): void;
}

export interface RecordingOptions {
  readonly installation: Installation;
  /** False while events belong nowhere: the visitor is away, or earlier ones were lost. */
  isWanted(): boolean;
  /** One event to keep; after a full snapshot the batch should leave at once. */
  keep(json: string, isFullSnapshot: boolean): void;
}

export function openRecording(options: RecordingOptions): Recording {
  const { installation, isWanted, keep } = options;
  let recorder: Recorder | undefined;
  // Increments mean nothing without all that came before them since a full snapshot.
  let isMuted = false;

  const bridge: Bridge = {
    onReady(loaded) {
      recorder = loaded;
    },
    onEvent(type, json) {
      if (!isWanted()) isMuted = true;
      else if (type === EventType.meta) isMuted = false;
      if (!isMuted) keep(json, type === EventType.fullSnapshot);
    },
  };

  window.__pagepulse = bridge;
  whenCalm(() => loadScript(installation, "recorder.js"));

  return {
    version: () => recorder?.version ?? "",
    renew() {
      isMuted = true;
      recorder?.takeFullSnapshot();
    },
    renewSoon() {
      isMuted = true;
      whenIdle(() => recorder?.takeFullSnapshot());
    },
    stop() {
      recorder?.stop();
      recorder = undefined;
    },
  };
}

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

function whenIdle(callback: () => void): void {
  if (typeof requestIdleCallback === "undefined") setTimeout(guarded(callback), RECORDER_IDLE_MS);
  else requestIdleCallback(guarded(callback), { timeout: RECORDER_IDLE_MS });
}
