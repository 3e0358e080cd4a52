/** Decides by lot alone: all that most projects need. */

import { type Admission, EventType, type RecordingHost } from "../bridge";
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
