/** What is said of sessions as they come: one notice each, one for all where many come at once. */

import { formatPage, formatPlural, formatSpan } from "../format";
import type { Heard } from "./messages";

type Told = Heard["session-recorded"];
export type Notice = {
  /** A later notice with the same id takes the place of this one. */
  id: string;
  text: string;
  /** The session to open; null for the list of all. */
  sessionId: string | null;
};

/** So many notices at a time can be read … */
const MOST_AT_ONCE = 3;
/** … within so long, ms. */
const AT_ONCE_MS = 10_000;

export function createAnnouncer(now: () => number) {
  let recent: { at: number; told: Told }[] = [];
  /** The notice about a session that can be replayed, or is over. */
  return (told: Told): Notice => {
    const at = now();
    // The end of a session says more than its beginning.
    recent = recent.filter(
      (one) => at - one.at < AT_ONCE_MS && one.told.sessionId !== told.sessionId,
    );
    recent.push({ at, told });
    return recent.length > MOST_AT_ONCE
      ? noticeOfMany(recent.map((one) => one.told))
      : noticeOf(told);
  };
}

function noticeOf({ sessionId, isEnded, duration, pageURL }: Told): Notice {
  const page = formatPage(pageURL);
  const text = isEnded
    ? `Session recorded: ${formatSpan(duration)} on ${page}`
    : `New session: ${page}`;
  return { id: sessionId, text, sessionId };
}

function noticeOfMany(told: readonly Told[]): Notice {
  const ended = told.filter(({ isEnded }) => isEnded).length;
  const parts = [
    told.length > ended && formatPlural(told.length - ended, "new session"),
    ended > 0 && `${formatPlural(ended, "session")} recorded`,
  ];
  return { id: "sessions", text: parts.filter(Boolean).join(", "), sessionId: null };
}
