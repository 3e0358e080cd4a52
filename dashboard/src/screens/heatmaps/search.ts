/** What the address says about the map, beside the filters. */

import { type MapType, parseMapType } from "./kinds";
import type { Backdrop } from "./map-controller";

const SESSION_ID = /^[a-z2-7]{26}$/;
const TAB_ID = /^[\w-]{1,64}$/;
const MIN_WIDTH_PX = 280;
const MAX_WIDTH_PX = 3_840;
/** Chosen one by one; more of them are a filter. */
export const MAX_CHOSEN = 50;

export type MapSearch = {
  /** Kind of map; missing for clicks. */
  map?: MapType | undefined;
  /** Width of the page, CSS pixels; missing for the one most visitors have. */
  width?: number | undefined;
  /** Sessions chosen one by one, joined by commas; missing for all. */
  only?: string | undefined;
  /** Whose page is shown: session, tab and Unix ms, joined by dots; missing for the best one. */
  moment?: string | undefined;
};

export function parseMapSearch(search: Record<string, unknown>): MapSearch {
  const width = Number(search.width);
  const only = chosenOf(String(search.only ?? ""));
  const moment = String(search.moment ?? "");
  return {
    map: parseMapType(search.map),
    width: width >= MIN_WIDTH_PX && width <= MAX_WIDTH_PX ? Math.round(width) : undefined,
    only: only.length > 0 ? only.join(",") : undefined,
    moment: momentOf(moment) ? moment : undefined,
  };
}

/** The sessions that were chosen one by one. */
export function chosenOf(only: string | undefined): readonly string[] {
  const ids = (only ?? "").split(",").filter((id) => SESSION_ID.test(id));
  return [...new Set(ids)].slice(0, MAX_CHOSEN);
}

/** The moment of a recording that the address names. */
export function momentOf(moment: string | undefined): Backdrop | null {
  const [sessionId = "", tabId = "", at = ""] = (moment ?? "").split(".");
  if (!SESSION_ID.test(sessionId) || !TAB_ID.test(tabId) || !/^\d{1,15}$/.test(at)) return null;
  return { sessionId, tabId, at: Number(at) };
}

export function writeMoment({ sessionId, tabId, at }: Backdrop): string {
  return `${sessionId}.${tabId}.${Math.round(at)}`;
}
