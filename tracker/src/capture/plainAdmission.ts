/** Decides by lot alone: all that most projects need. */

import type { Admission, RecordingHost } from "../bridge";
import * as EventType from "../eventTypes";
import { isSampled } from "./sampling";

export function openPlainAdmission(
  { sessionKey, keep, happened }: RecordingHost,
  share: number,
): Admission {
  const isOpen = (): boolean => isSampled(sessionKey(), share);
  return {
    reason: () => (isOpen() ? "recorded" : "not-sampled"),
    isOpen,
    pass: (type, json) => keep(json, type === EventType.fullSnapshot),
    look() {
      happened.length = 0;
    },
    renew() {},
    stop() {},
  };
}
