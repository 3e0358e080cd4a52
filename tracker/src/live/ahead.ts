/** Has the recorder in the browser's cache before somebody presses Start. */

import { whenIdle } from "../calm";
import type { Installation } from "../installation";
import type { CaptureReason } from "../wire";

/** Fetched by `capture.js` once a page is recorded. */
const FILES = ["vault.js", "recorder.js"];
/** Where only chance or the project's triggers keep a page from being recorded, a run may come. */
const WAITING: readonly CaptureReason[] = ["not-sampled", "no-trigger"];

/** Returns what is called whenever the page is connected; it fetches once, when nothing else goes on. */
export function openAhead({ base }: Installation, reason: () => CaptureReason): () => void {
  let isDone = false;

  return () => {
    if (isDone || !WAITING.includes(reason())) return;
    isDone = true;
    // No `<link>`: its policy may be stricter than that of what we send, and a site would hear of it.
    whenIdle(() => {
      for (const file of FILES) fetch(base + file, { mode: "no-cors" }).catch(() => {});
    });
  };
}
