/** Asks the API for runs: those that go on and those that are over. */

import type { components } from "@pagepulse/contract";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api";

export type RunDetail = components["schemas"]["LiveRunDetail"];

const PAGE_SIZE = 50;
/** The counts of a run that goes on come with the connection; what is asked for may be older. */
const EVERY_MS = 3_000;

export function runsQuery(projectId: string) {
  return infiniteQueryOptions({
    queryKey: ["runs", projectId],
    queryFn: ({ pageParam, signal }) => {
      const query = { projectId, limit: PAGE_SIZE, ...(pageParam ? { cursor: pageParam } : {}) };
      return answerOf(api.GET("/api/live/runs", { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    meta: { pushed: { projectId, everyMs: EVERY_MS } },
  });
}

/** A run with the sessions that were taken into it. */
export function runQuery(projectId: string, recordingId: string) {
  return queryOptions({
    queryKey: ["run", projectId, recordingId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET("/api/live/runs/{recordingId}", {
          params: { path: { recordingId }, query: { projectId } },
          signal,
        }),
      ),
    meta: { pushed: { projectId, everyMs: EVERY_MS } },
  });
}
