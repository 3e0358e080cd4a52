/** Reads what the API knows about a recording. */

import type { components } from "@pagepulse/contract";
import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../../api";
import { ApiError } from "../../errors";
import type { WindowRequest } from "./windows";

type Schemas = components["schemas"];
export type SessionDetail = Schemas["SessionDetail"];
export type Marker = Schemas["Marker"];
export type MarkerKind = Marker["kind"];
export type PageVisit = Schemas["PageVisit"];
export type Gap = Schemas["Gap"];
export type Tab = Schemas["Tab"];

/** The route asks first and the screen a moment later: this is one question. */
const FRESH_MS = 2_000;
/** How often a session in progress is read again at most. */
const EVERY_MS = 2_000;

/** Everything about one session but its events; asked for again when more of it was stored. */
export function sessionQuery(projectId: string, sessionId: string) {
  return queryOptions({
    queryKey: ["session", projectId, sessionId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET("/api/tracking/sessions/{sessionId}", {
          params: { path: { sessionId }, query: { projectId } },
          signal,
        }),
      ),
    staleTime: FRESH_MS,
    meta: { pushed: { projectId, sessionId, everyMs: EVERY_MS } },
  });
}

/** Fetch the bytes of one window of a tab's events. Throws ApiError when it was refused. */
export async function fetchWindow(
  projectId: string,
  sessionId: string,
  { tabId, from, to, continued }: WindowRequest,
  signal: AbortSignal,
): Promise<ArrayBuffer> {
  const call = api.GET("/api/tracking/sessions/{sessionId}/events", {
    params: { path: { sessionId }, query: { projectId, tabId, from, to, continue: continued } },
    parseAs: "arrayBuffer",
    signal,
  });
  return answerOf(call);
}

/** Fetch an asset that events refer to; null when the server does not have it. */
export async function fetchAsset(
  projectId: string,
  hash: string,
  signal: AbortSignal,
): Promise<ArrayBuffer | null> {
  const call = api.GET("/api/tracking/assets/{hash}", {
    params: { path: { hash }, query: { projectId } },
    parseAs: "arrayBuffer",
    signal,
  });
  try {
    return (await answerOf(call)) as ArrayBuffer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

/** Where a recording is read from: by a member of the project, or through a share link. */
export interface RecordingSource {
  session: ReturnType<typeof sessionQuery>;
  fetchWindow(request: WindowRequest, signal: AbortSignal): Promise<ArrayBuffer>;
  /** Null when there is no such asset. */
  fetchAsset(hash: string, signal: AbortSignal): Promise<ArrayBuffer | null>;
}

/** A session as members of its project read it. */
export function recordingOf(projectId: string, sessionId: string): RecordingSource {
  return {
    session: sessionQuery(projectId, sessionId),
    fetchWindow: (request, signal) => fetchWindow(projectId, sessionId, request, signal),
    fetchAsset: (hash, signal) => fetchAsset(projectId, hash, signal),
  };
}
