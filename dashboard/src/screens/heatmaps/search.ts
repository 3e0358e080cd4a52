/** What the address says about the map, beside the filters. */

import type { Dimension } from "../../filters/dimensions";
import type { Look, Region } from "../../player/heatmap/messages";
import { PALETTES, SCALES } from "../../player/heatmap/palette";
import { type MapType, parseMapType } from "./kinds";
import type { Backdrop } from "./map-controller";

const SESSION_ID = /^[a-z2-7]{26}$/;
const ELEMENT_ID = /^[0-9a-f]{16}$/;
/** Filters that hold more are no link any more. */
const MAX_VERSUS = 4_096;
const TAB_ID = /^[\w-]{1,64}$/;
const MIN_WIDTH_PX = 280;
const MAX_WIDTH_PX = 3_840;
/** Chosen one by one; more of them are a filter. */
export const MAX_CHOSEN = 50;

/** Smallest and largest blur, CSS pixels: a fingertip, and a whole card. */
export const RADIUS_PX = [6, 40] as const;
export const OPACITY_PERCENT = [20, 100] as const;

export const FIRST_LOOK: Look = {
  palette: "viridis",
  scale: "linear",
  opacity: 0.75,
  radiusPx: 12,
  hasBoxes: true,
};

/** What the screen chooses by itself: its filter bar leaves it alone. */
export const CHOSEN_HERE: readonly Dimension["name"][] = ["pageURL"];

export type MapSearch = {
  /** Kind of map; missing for clicks. */
  map?: MapType | undefined;
  /** Width of the page, CSS pixels; missing for the one most visitors have. */
  width?: number | undefined;
  /** Sessions chosen one by one, joined by commas; missing for all. */
  only?: string | undefined;
  /** Whose page is shown: session, tab and Unix ms, joined by dots; missing for the best one. */
  moment?: string | undefined;
  /** The second of two maps that are compared: `previous`, or filters as a query; missing for one. */
  versus?: string | undefined;
  /** Whose sessions are listed when two are compared; missing for the first. */
  side?: "b" | undefined;
  /** The element whose sessions are listed. */
  element?: string | undefined;
  /** The rectangle of the page whose sessions are listed: its sides joined by dots, CSS pixels. */
  region?: string | undefined;
  /** The moment that the reel plays, as `moment`; missing where none plays. */
  reel?: string | undefined;
  /** How the heat is drawn; missing for the usual look. */
  look?: string | undefined;
};

export function parseMapSearch(search: Record<string, unknown>): MapSearch {
  const width = Number(search.width);
  const only = chosenOf(String(search.only ?? ""));
  const [moment, versus, element, region, reel, look] = (
    ["moment", "versus", "element", "region", "reel", "look"] as const
  ).map((name) => String(search[name] ?? "")) as [string, string, string, string, string, string];
  return {
    map: parseMapType(search.map),
    width: width >= MIN_WIDTH_PX && width <= MAX_WIDTH_PX ? Math.round(width) : undefined,
    only: only.length > 0 ? only.join(",") : undefined,
    moment: momentOf(moment) ? moment : undefined,
    versus: versus.length <= MAX_VERSUS ? versus || undefined : undefined,
    side: search.side === "b" ? "b" : undefined,
    element: ELEMENT_ID.test(element) ? element : undefined,
    region: regionOf(region) ? region : undefined,
    reel: momentOf(reel) ? reel : undefined,
    look: writeLook(lookOf(look)),
  };
}

/** The rectangle that the address names. */
export function regionOf(region: string | undefined): Region | null {
  if (!/^-?\d{1,7}(\.-?\d{1,7}){3}$/.test(region ?? "")) return null;
  const [left = 0, top = 0, right = 0, bottom = 0] = (region ?? "").split(".").map(Number);
  return left <= right && top <= bottom ? { left, top, right, bottom } : null;
}

export function writeRegion({ left, top, right, bottom }: Region): string {
  return [left, top, right, bottom].join(".");
}

/** How the heat is drawn: palette, scale, opacity in percent, radius in pixels, 1 for numbers. */
export function lookOf(look: string | undefined): Look {
  const [palette, scale, percent, radius, boxes] = (look ?? "").split(".");
  const between = (text: string | undefined, [least, most]: readonly [number, number]) =>
    text !== undefined && Number(text) >= least && Number(text) <= most ? Number(text) : null;
  const opacity = between(percent, OPACITY_PERCENT);
  return {
    palette: PALETTES.find((one) => one === palette) ?? FIRST_LOOK.palette,
    scale: SCALES.find((one) => one === scale) ?? FIRST_LOOK.scale,
    opacity: opacity === null ? FIRST_LOOK.opacity : opacity / 100,
    radiusPx: between(radius, RADIUS_PX) ?? FIRST_LOOK.radiusPx,
    hasBoxes: boxes === undefined ? FIRST_LOOK.hasBoxes : boxes === "1",
  };
}

/** Return what the address says about a look; nothing for the usual one. */
export function writeLook({
  palette,
  scale,
  opacity,
  radiusPx,
  hasBoxes,
}: Look): string | undefined {
  const write = (look: Look) =>
    [
      look.palette,
      look.scale,
      Math.round(look.opacity * 100),
      Math.round(look.radiusPx),
      look.hasBoxes ? 1 : 0,
    ].join(".");
  const text = write({ palette, scale, opacity, radiusPx, hasBoxes });
  return text === write(FIRST_LOOK) ? undefined : text;
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
