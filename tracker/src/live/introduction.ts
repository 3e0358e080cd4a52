/** Where the socket leads, and what it says of the visitor. */

import type { LiveHost } from "../bridge";
import type { Store } from "../storage";
import type { Sender } from "../wire";
import type { ToServer } from "./messages";

export function addressOf({ live, host }: LiveHost): string {
  const base = live.socketUrl || host.installation.base;
  return base.replace(/^http/, "ws").replace(/\/?$/, "/live/visitor");
}

/** The tab as its batches name it. */
export function tabOf(own: Store): string {
  return own.read<{ tabId: string }>("tab")?.tabId ?? "";
}

type Introduction = Omit<ToServer["join-project"], "page" | "recordingId">;

export function introduce(
  { trackerVersion, visitorId, context }: Sender,
  referrer: string,
): Introduction {
  const { language, timeZone, consent } = context;
  // From a page of the same site the visitor has not come.
  const isForeign = !referrer.startsWith(`${location.origin}/`);
  return {
    trackerVersion,
    visitorId: visitorId ?? "",
    referrer: isForeign ? referrer : "",
    language,
    timeZone,
    consent,
  };
}
