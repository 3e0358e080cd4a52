/** What the server is told of the page, and when that is worth a message. */

import { observeActivity } from "../activity";
import type { RecordingHost } from "../bridge";
import { guarded, listen } from "../guarded";
import { ACTIVITY_TOLD_MS, PRESENCE_MS, TITLE_LENGTH, TITLE_MS } from "../limits";
import { observeRoutes } from "../pages";
import { redact } from "../redact";
import type { CaptureReason } from "../wire";
import type { VisitorPage } from "./messages";

export interface Presence {
  /** The page as it is now; it counts as told. */
  page(): VisitorPage;
  /** Look soon whether there is news. */
  look(): void;
}

/** `tell` is called at most once a second, and only with news; `onLook` each time it was looked. */
export function openPresence(
  host: RecordingHost,
  reason: () => CaptureReason,
  tell: (page: VisitorPage) => void,
  onLook: () => void,
): Presence {
  let told: VisitorPage | undefined;
  let toldAt = 0;
  let activeAt = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function page(): VisitorPage {
    told = pageOf(host, reason(), activeAt);
    toldAt = Date.now();
    return told;
  }
  const lookNow = guarded(() => {
    timer = undefined;
    onLook();
    if (!told || isNews(told, pageOf(host, reason(), activeAt))) tell(page());
  });
  function look(): void {
    if (timer !== undefined) return;
    // Apps set the title of a page some time after its address.
    timer = setTimeout(lookNow, Math.max(TITLE_MS, toldAt + PRESENCE_MS - Date.now()));
  }

  observeRoutes(look);
  listen(document, "visibilitychange", look);
  observeActivity(() => {
    activeAt = Date.now();
    look();
  });
  return { page, look };
}

function pageOf(
  { installation, view }: RecordingHost,
  captureReason: CaptureReason,
  activeAt: number,
): VisitorPage {
  const { id, url, at } = view();
  return {
    pageViewId: id,
    url,
    // A title is text of the page as well.
    title: installation.isStrict ? "" : redact(document.title).slice(0, TITLE_LENGTH),
    viewportWidth: innerWidth,
    viewportHeight: innerHeight,
    shownAt: at,
    isVisible: document.visibilityState === "visible",
    activeAt,
    captureReason,
  };
}

/** Whether something changed since it was told; that the visitor is active is told now and then. */
export function isNews(told: VisitorPage, page: VisitorPage): boolean {
  const isSame = JSON.stringify({ ...page, activeAt: told.activeAt }) === JSON.stringify(told);
  return !isSame || page.activeAt - told.activeAt >= ACTIVITY_TOLD_MS;
}
