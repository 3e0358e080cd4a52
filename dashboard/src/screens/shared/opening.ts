/** Opens a share link: its token is sent once, what comes back reads what is shared and no more. */

import type { components, paths } from "@pagepulse/contract";
import { queryOptions } from "@tanstack/react-query";
import createClient from "openapi-fetch";
import { answerOf } from "../../api";
import { ApiError } from "../../errors";

type Schemas = components["schemas"];
export type OpenedShare = Schemas["OpenedShare"];
export type OpenedMap = Schemas["OpenedMap"];

/** The API as it is open to whoever was sent a link: a login of this browser takes no part. */
export type ShareClient = ReturnType<typeof clientOf>;

/** The client that reads what a pass is for. */
export function clientOf(sharePass: string) {
  return createClient<paths>({
    baseUrl: "",
    credentials: "omit",
    headers: { Authorization: `Bearer ${sharePass}` },
  });
}

/** Where this tab remembers what it opened: the token is gone from the address by then. */
const KEPT = "pagepulse.share";

/** Return what a tab remembers of what it opened, while the pass of that is good. */
export function keptOpening(text: string | null, now: number): OpenedShare | null {
  try {
    const kept = JSON.parse(text ?? "null") as OpenedShare | null;
    return kept && kept.passEndsAt > now ? kept : null;
  } catch {
    return null;
  }
}

/** Open a link, or go on with what this tab opened where there is no token. Throws ApiError. */
export function openingQuery(token: string) {
  return queryOptions({
    queryKey: ["share", token],
    queryFn: async () => {
      if (!token) return again();
      const call = createClient<paths>({ baseUrl: "", credentials: "omit" }).POST(
        "/api/shared/open",
        { body: { token } },
      );
      const opened = await answerOf(call);
      sessionStorage.setItem(KEPT, JSON.stringify(opened));
      return opened;
    },
    // Each opening is counted: looking at another tab meanwhile is none.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

function again(): OpenedShare {
  const kept = keptOpening(sessionStorage.getItem(KEPT), Date.now());
  if (kept) return kept;
  throw new ApiError(404, "share_incomplete", "Open the whole link that you were sent.");
}

/** Whether a link shows nothing any more, or never did: asking again would not help. */
export function hasEnded(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 401);
}
