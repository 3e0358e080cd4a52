/** The documents of a page: its own, and those of its frames that are of the same site. */

import { guarded, listen } from "../guarded";
import { isRecordedFrame } from "../recorder/recorded-frame";

/** Call back for each document, also for those that are loaded later. */
export function eachDocument(callback: (page: Document) => void, page = document): void {
  callback(page);
  const enter = guarded((frame: HTMLIFrameElement) => {
    const inner = frame.contentDocument;
    if (inner && isRecordedFrame(frame)) eachDocument(callback, inner);
  });
  for (const frame of page.querySelectorAll("iframe")) enter(frame);
  // Where the frame is inside a shadow root, nobody hears that it has loaded.
  listen(page, "load", ({ target }) => {
    if ((target as Partial<Element>).localName === "iframe") enter(target as HTMLIFrameElement);
  });
}
