/** Reads what the page said about itself: its console, its requests, its web vitals. */

import type { components } from "@pagepulse/contract";
import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../../api";

type Schemas = components["schemas"];
export type ConsoleMessage = Schemas["SessionConsoleMessage"];
export type ConsoleLevel = ConsoleMessage["level"];
export type PageRequest = Schemas["SessionRequest"];
export type Vital = Schemas["SessionVital"];

/** What is being listed: of which session, and whether more may come. */
export interface SignalsOf {
  projectId: string;
  sessionId: string;
  inProgress: boolean;
}

/** Rows asked for at once; the API's most. */
export const PAGE_ROWS = 5_000;
/** Rows of one list that are kept: more than anybody scrolls through. */
const MAX_ROWS = 20_000;
/** How often a session in progress is read again at most. */
const EVERY_MS = 3_000;

/** Ask page after page until the end, or until there is more than a list shows. */
export async function allOf<T>(
  ask: (cursor: string | undefined) => Promise<{ rows: T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const { rows, nextCursor } = await ask(cursor);
    all.push(...rows);
    cursor = nextCursor ?? undefined;
  } while (cursor && all.length < MAX_ROWS);
  return all;
}

function freshness({ projectId, sessionId, inProgress }: SignalsOf) {
  return {
    staleTime: inProgress ? EVERY_MS : Number.POSITIVE_INFINITY,
    meta: { pushed: { projectId, sessionId, everyMs: EVERY_MS } },
  };
}

export function consoleQuery(of: SignalsOf) {
  const { projectId, sessionId } = of;
  const path = { sessionId };
  return queryOptions({
    queryKey: ["console", projectId, sessionId],
    queryFn: ({ signal }) =>
      allOf<ConsoleMessage>(async (cursor) => {
        const query = { projectId, limit: PAGE_ROWS, ...(cursor ? { cursor } : {}) };
        const { messages, nextCursor } = await answerOf(
          api.GET("/api/tracking/sessions/{sessionId}/console", {
            params: { path, query },
            signal,
          }),
        );
        return { rows: messages, nextCursor };
      }),
    ...freshness(of),
  });
}

export function requestsQuery(of: SignalsOf) {
  const { projectId, sessionId } = of;
  const path = { sessionId };
  return queryOptions({
    queryKey: ["requests", projectId, sessionId],
    queryFn: ({ signal }) =>
      allOf<PageRequest>(async (cursor) => {
        const query = { projectId, limit: PAGE_ROWS, ...(cursor ? { cursor } : {}) };
        const { requests, nextCursor } = await answerOf(
          api.GET("/api/tracking/sessions/{sessionId}/requests", {
            params: { path, query },
            signal,
          }),
        );
        return { rows: requests, nextCursor };
      }),
    ...freshness(of),
  });
}

export function vitalsQuery(of: SignalsOf) {
  const { projectId, sessionId } = of;
  return queryOptions({
    queryKey: ["vitals", projectId, sessionId],
    queryFn: async ({ signal }) => {
      const call = api.GET("/api/tracking/sessions/{sessionId}/vitals", {
        params: { path: { sessionId }, query: { projectId } },
        signal,
      });
      return (await answerOf(call)).vitals;
    },
    ...freshness(of),
  });
}
