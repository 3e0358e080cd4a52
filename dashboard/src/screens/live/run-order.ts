/** What is filled in to start a run. */

import type { RunFilter } from "../../live/messages";
import { parsePattern } from "../settings/path-patterns";
import { EVERYONE } from "./run-words";

export type Scope = "everyone" | "filter" | "chosen";

/** The fields of the dialog, as they are typed. */
export type Order = {
  scope: Scope;
  purpose: string;
  isBadgeShown: boolean;
  page: string;
  device: string;
  country: string;
  source: string;
  visitorId: string;
  nextVisitors: string;
  sessionIds: readonly string[];
};

/** Most visitors that "the next …" may name: runs are bounded by the project's own limit as well. */
export const MOST_NEXT = 10_000;

/** Whom the run records. What another scope has filled in does not count. */
export function filterOf(order: Order): RunFilter {
  if (order.scope === "everyone") return EVERYONE;
  if (order.scope === "chosen") return { ...EVERYONE, sessionIds: [...order.sessionIds] };
  const { device, country } = order;
  const page = parsePattern(order.page);
  const next = Math.floor(Number(order.nextVisitors));
  return {
    ...EVERYONE,
    page: page.ok ? page.pattern : "",
    device,
    country,
    source: order.source.trim().toLowerCase(),
    visitorId: order.visitorId.trim(),
    nextVisitors: next > 0 ? Math.min(next, MOST_NEXT) : 0,
  };
}

/** Why the page cannot be taken as it was typed; empty when it can. */
export function problemOf({ scope, page }: Order): string {
  if (scope !== "filter" || page.trim() === "") return "";
  const parsed = parsePattern(page);
  return parsed.ok ? "" : parsed.reason;
}
