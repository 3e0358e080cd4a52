import type { SessionSummary } from "../../api";

/** The part of a list's page that merging looks at. */
type ListPage = {
  sessions: readonly SessionSummary[];
  nextCursor: string | null;
};

/**
 * Put fresh answers over the pages loaded so far.
 *
 * `head` is the first page as it is now: it leads and wins. `fresh` holds newer states of sessions
 * further down. No session appears twice.
 */
export function mergeSessions(
  pages: readonly ListPage[],
  head: ListPage | undefined,
  fresh: readonly SessionSummary[],
): SessionSummary[] {
  const states = new Map(fresh.map((session) => [session.sessionId, session]));
  // A head without a next page is the whole list: what is missing from it is gone.
  const older = head?.nextCursor === null ? [] : pages.flatMap((page) => page.sessions);
  const merged = new Map(head?.sessions.map((session) => [session.sessionId, session]));
  for (const session of older) {
    if (merged.has(session.sessionId)) continue;
    merged.set(session.sessionId, states.get(session.sessionId) ?? session);
  }
  return [...merged.values()];
}

/** Whether so much is new that sessions between the head and the loaded pages may be missing. */
export function hasHole(pages: readonly ListPage[], head: ListPage | undefined): boolean {
  const loaded = pages[0]?.sessions;
  if (!head || !loaded || loaded.length === 0 || head.nextCursor === null) return false;
  const ids = new Set(pages.flatMap((page) => page.sessions.map((session) => session.sessionId)));
  return !head.sessions.some((session) => ids.has(session.sessionId));
}

/** Sessions in progress that the head does not refresh, so that their end would go unseen. */
export function unwatched(
  pages: readonly ListPage[],
  head: ListPage | undefined,
  most: number,
): string[] {
  const watched = new Set(head?.sessions.map((session) => session.sessionId));
  return pages
    .flatMap((page) => page.sessions)
    .filter((session) => session.inProgress && !watched.has(session.sessionId))
    .slice(0, most)
    .map((session) => session.sessionId);
}
