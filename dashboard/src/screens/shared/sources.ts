/** Reads what a share link shows, in the shape that the replay and the map take it. */

import { queryOptions } from "@tanstack/react-query";
import { answerOf } from "../../api";
import { ApiError } from "../../errors";
import type { PageSource } from "../heatmaps/use-map";
import type { RecordingSource } from "../replay/recording";
import { allOf, PAGE_ROWS } from "../replay/signals";
import { clientOf, type OpenedShare, type ShareClient } from "./opening";

/** A look back at the tab asks whether the link still stands, at most so often. */
const FRESH_MS = 2_000;

/** The shared session, as the replay reads it. */
export function sharedRecording({ sharePass }: OpenedShare): RecordingSource {
  const api = clientOf(sharePass);
  return {
    session: queryOptions({
      queryKey: ["shared-session", sharePass],
      queryFn: ({ signal }) => answerOf(api.GET("/api/shared/session", { signal })),
      staleTime: FRESH_MS,
    }),
    fetchWindow({ tabId, from, to, continued }, signal) {
      const call = api.GET("/api/shared/events", {
        params: { query: { tabId, from, to, continue: continued } },
        parseAs: "arrayBuffer",
        signal,
      });
      return answerOf(call);
    },
    fetchAsset: (hash, signal) => fetchAsset(api, hash, signal),
  };
}

/** The page below the shared map; which session it was recorded in is nobody's business. */
export function sharedPages({ sharePass, heatmap }: OpenedShare): PageSource {
  const api = clientOf(sharePass);
  return {
    projectKey: heatmap?.projectKey ?? "",
    fetchPage({ tabId, at }, signal) {
      const call = api.GET("/api/shared/page", {
        params: { query: { tabId, at } },
        parseAs: "arrayBuffer",
        signal,
      });
      return answerOf(call);
    },
    fetchAsset: (hash, signal) => fetchAsset(api, hash, signal),
  };
}

async function fetchAsset(
  api: ShareClient,
  hash: string,
  signal: AbortSignal,
): Promise<ArrayBuffer | null> {
  const call = api.GET("/api/shared/assets/{hash}", {
    params: { path: { hash } },
    parseAs: "arrayBuffer",
    signal,
  });
  try {
    return (await answerOf(call)) as ArrayBuffer;
  } catch (error) {
    if (error instanceof ApiError && error.code === "asset_not_found") return null;
    throw error;
  }
}

/** The elements of the shared map with their numbers. */
export function sharedMapQuery({ sharePass }: OpenedShare) {
  return queryOptions({
    queryKey: ["shared-map", sharePass],
    queryFn: ({ signal }) => answerOf(clientOf(sharePass).GET("/api/shared/heatmap", { signal })),
    staleTime: FRESH_MS,
  });
}

/** The moment whose page the shared map is drawn on; null where nobody was recorded. */
export function sharedPictureQuery({ sharePass }: OpenedShare) {
  return queryOptions({
    queryKey: ["shared-picture", sharePass],
    queryFn: ({ signal }) => answerOf(clientOf(sharePass).GET("/api/shared/picture", { signal })),
    // The picture stays while somebody looks at it.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What the page wrote into its console, where the link shows that. */
export function sharedConsoleQuery({ sharePass }: OpenedShare) {
  return queryOptions({
    queryKey: ["shared-console", sharePass],
    queryFn: ({ signal }) =>
      allOf(async (cursor) => {
        const query = { limit: PAGE_ROWS, ...(cursor ? { cursor } : {}) };
        const call = clientOf(sharePass).GET("/api/shared/console", { params: { query }, signal });
        const { messages, nextCursor } = await answerOf(call);
        return { rows: messages, nextCursor };
      }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What the page asked for, where the link shows that. */
export function sharedRequestsQuery({ sharePass }: OpenedShare) {
  return queryOptions({
    queryKey: ["shared-requests", sharePass],
    queryFn: ({ signal }) =>
      allOf(async (cursor) => {
        const query = { limit: PAGE_ROWS, ...(cursor ? { cursor } : {}) };
        const call = clientOf(sharePass).GET("/api/shared/requests", { params: { query }, signal });
        const { requests, nextCursor } = await answerOf(call);
        return { rows: requests, nextCursor };
      }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
