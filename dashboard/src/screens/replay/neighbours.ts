/** Finds the sessions before and after this one in the list that it was opened from. */

import type { QueryClient } from "@tanstack/react-query";

interface ListPages {
  pages: readonly { sessions: readonly { sessionId: string }[] }[];
}

interface Neighbours {
  previous: string | undefined;
  next: string | undefined;
}

function idsOf(data: unknown): string[] {
  const pages = (data as ListPages | undefined)?.pages ?? [];
  return pages.flatMap((page) => page.sessions.map((session) => session.sessionId));
}

/** Look into the lists that are still in memory; both are undefined without one. */
export function neighboursOf(queries: QueryClient, sessionId: string): Neighbours {
  const lists = queries.getQueriesData({ queryKey: ["sessions"] }).map(([, data]) => idsOf(data));
  const ids = lists.find((list) => list.includes(sessionId)) ?? [];
  const index = ids.indexOf(sessionId);
  return { previous: ids[index - 1], next: index < 0 ? undefined : ids[index + 1] };
}
