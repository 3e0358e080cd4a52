/** What a replay shows first: the moment and the tab that the link names, else the session as a whole. */

import type { SessionDetail } from "./recording";
import { activeTabAt, tabSwitches } from "./tabs";
import { rangeOf } from "./timeline";

/** What a link to a session says; all of it may be missing. */
export interface Wanted {
  /** The moment, ms from the session's start … */
  since?: number | undefined;
  /** … or in Unix ms, where whoever made the link did not know the start. */
  at?: number | undefined;
  tabId?: string | undefined;
}

export interface Opening {
  tabId: string;
  /** Unix ms. */
  at: number;
  /** The moment that a link names stands still; what is in progress is kept up with. */
  mode: "still" | "playing" | "following";
}

/** Return the moment that a link names, ms from the session's start. */
export function offsetOf({ since, at }: Wanted, detail: SessionDetail): number | undefined {
  if (since !== undefined || at === undefined) return since;
  return Math.max(0, at - detail.session.startedAt);
}

/** Return the tab that the visitor looked at in a moment; the first recorded one where nobody knows. */
export function tabAt(detail: SessionDetail, at: number): string {
  const recorded = detail.tabs.find((tab) => tab.fullSnapshots.length > 0);
  return activeTabAt(tabSwitches(detail), at) ?? recorded?.tabId ?? "";
}

/** Decide what to show first. */
export function openingOf(detail: SessionDetail, wanted: Wanted): Opening {
  const { startAt, endAt } = rangeOf(detail);
  const offsetMs = offsetOf(wanted, detail);
  const isFollowing = offsetMs === undefined && detail.session.inProgress;
  const at = isFollowing ? endAt : startAt + (offsetMs ?? 0);
  const named = detail.tabs.find((tab) => tab.tabId === wanted.tabId);
  const tabId = named?.fullSnapshots.length ? named.tabId : tabAt(detail, at);
  const mode = isFollowing ? "following" : offsetMs === undefined ? "playing" : "still";
  return { tabId, at, mode };
}
