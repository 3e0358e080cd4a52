/** Lets a live run record a page that would not be recorded otherwise. */

import type { Admission, RecordingHost } from "../bridge";
import * as EventType from "../eventTypes";
import { type CaptureReason, isKept } from "../wire";

export interface LiveAdmissionOptions {
  readonly host: RecordingHost;
  /** Decides where no run is on. A page that it leaves out is left out for runs as well. */
  readonly otherwise: Admission;
  /** The run that is on, or undefined. */
  recordingId(): string | undefined;
  /** An event was taken. */
  onPassed(type: number): void;
  onRenewed(): void;
  onStopped(): void;
}

export function openLiveAdmission(options: LiveAdmissionOptions): Admission {
  const { host, otherwise, recordingId, onPassed, onRenewed, onStopped } = options;

  function isForRun(reason: CaptureReason): boolean {
    return !!recordingId() && !isKept(reason) && reason !== "excluded-page";
  }

  return {
    get recordingId() {
      return recordingId();
    },
    isStrict: otherwise.isStrict === true,
    reason() {
      const reason = otherwise.reason();
      return isForRun(reason) ? "triggered-live" : reason;
    },
    // Asked first: it looks where the page is now.
    isOpen: () => otherwise.isOpen() || isForRun(otherwise.reason()),
    pass(type, json) {
      // What would be held back is sent now, and must not be sent again later.
      if (isForRun(otherwise.reason())) host.keep(json, type === EventType.fullSnapshot);
      else otherwise.pass(type, json);
      onPassed(type);
    },
    look: otherwise.look,
    renew() {
      otherwise.renew();
      onRenewed();
    },
    stop() {
      otherwise.stop();
      onStopped();
    },
  };
}
