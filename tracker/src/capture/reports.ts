/** Tells of each page view whether it is recorded, or why not, and tells again when that changes. */

import type { RecordingHost } from "../bridge";
import type { Capture, CaptureReason } from "../wire";

/** Call the result whenever something may have changed. */
export function openReports(
  { view, add }: RecordingHost,
  reasonNow: () => CaptureReason,
): () => void {
  let told = "";
  return () => {
    const reason = reasonNow();
    const { id } = view();
    if (reason === "starting" || told === id + reason) return;
    told = id + reason;
    const capture: Capture = { pageViewId: id, at: Date.now(), reason };
    add("captures", JSON.stringify(capture));
  };
}
