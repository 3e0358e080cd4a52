/** Asks the API for maps, pages, pictures of pages and the sessions behind a place. */

import type { paths } from "@pagepulse/contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { addressOf, answerOf, api } from "../../api";
import type { FilterQuery } from "../../filters/filters";
import type { HeatPart } from "../../player/heatmap/messages";
import type { MapType } from "./kinds";

type QueryOf<Path extends keyof paths> = paths[Path] extends {
  get: { parameters: { query?: infer Query } };
}
  ? NonNullable<Query>
  : never;

/** Everything that decides which interactions are drawn. */
export type HeatRequest = QueryOf<"/api/tracking/heatmap"> & {
  projectId: string;
  type: MapType;
};
type PagesRequest = QueryOf<"/api/tracking/heatmap/pages"> & { projectId: string };

/** How often a map is asked for at most: what happens now is seen within two seconds. */
const EVERY_MS = 700;
/** Pages and pictures change more slowly. */
const PAGES_EVERY_MS = 15_000;
/** A list that somebody reads does not grow under their eyes all the time. */
const MOMENTS_EVERY_MS = 10_000;
/** A comparison says little new after one more session. */
const COMPARE_EVERY_MS = 10_000;
/** Moments of one place: as many as anybody goes through. */
export const MOMENTS = 200;

/** The elements of a map with their numbers. */
export function heatmapQuery(request: HeatRequest) {
  const query = { ...request, format: "elements" as const };
  return queryOptions({
    queryKey: ["heatmap", query],
    queryFn: ({ signal }) =>
      answerOf(api.GET("/api/tracking/heatmap", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    meta: { pushed: { projectId: request.projectId, everyMs: EVERY_MS } },
  });
}

/** Where the elements of a map are downloaded as CSV. */
export function csvAddress(request: HeatRequest): string {
  return addressOf("/api/tracking/heatmap/export", request);
}

/** The pages that have a map, those with most interactions first. */
export function pagesQuery(query: PagesRequest) {
  return queryOptions({
    queryKey: ["heatmap-pages", query],
    queryFn: ({ signal }) =>
      answerOf(api.GET("/api/tracking/heatmap/pages", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    meta: { pushed: { projectId: query.projectId, everyMs: PAGES_EVERY_MS } },
  });
}

/** The recorded pictures of the page that a map can stand on, best first for a width. */
export function backdropsQuery(request: HeatRequest, width: number | undefined) {
  const { projectId, pageURL, startDate, endDate, timeZone } = request;
  const query = {
    projectId,
    pageURL,
    ...(startDate ? { startDate } : {}),
    ...(endDate ? { endDate } : {}),
    ...(timeZone ? { timeZone } : {}),
    ...(width ? { width } : {}),
  };
  return queryOptions({
    queryKey: ["heatmap-backdrops", query],
    queryFn: ({ signal }) =>
      answerOf(api.GET("/api/tracking/heatmap/snapshots", { params: { query }, signal })),
    // The picture stays while somebody looks at it; another one comes with another page or width.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What the sessions of a map are asked about. */
export type Place = { elementId: string } | { parts: readonly HeatPart[] };

/** The interactions at an element or in parts of some, the newest first. */
export function momentsQuery(request: HeatRequest, place: Place) {
  const at = "elementId" in place ? place : { parts: place.parts.map(writePart).join(";") };
  const query = { ...request, ...at, limit: MOMENTS };
  return queryOptions({
    queryKey: ["heatmap-moments", query],
    queryFn: ({ signal }) =>
      answerOf(api.GET("/api/tracking/heatmap/sessions", { params: { query }, signal })),
    meta: { pushed: { projectId: request.projectId, everyMs: MOMENTS_EVERY_MS } },
  });
}

function writePart({ elementId, left, top, right, bottom }: HeatPart): string {
  return [elementId, left, top, right, bottom].join(",");
}

/** Two filters of one page, element by element; `other` takes the place of the request's filters. */
export function compareQuery(request: HeatRequest, other: FilterQuery) {
  const { pageURL: _page, ...filters } = other;
  const second = Object.fromEntries(
    Object.entries(filters).map(([name, value]) => [`${name}B`, value]),
  ) as Partial<QueryOf<"/api/tracking/heatmap/compare">>;
  const query = { ...request, ...second };
  return queryOptions({
    queryKey: ["heatmap-compare", query],
    queryFn: ({ signal }) =>
      answerOf(api.GET("/api/tracking/heatmap/compare", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    meta: { pushed: { projectId: request.projectId, everyMs: COMPARE_EVERY_MS } },
  });
}
