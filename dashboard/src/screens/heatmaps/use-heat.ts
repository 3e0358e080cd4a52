import { skipToken, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { FilterQuery, Filters } from "../../filters/filters";
import { useStore } from "../../store";
import { differenceOf, heatOf } from "./heat";
import type { Backdrop, MapController } from "./map-controller";
import { backdropsQuery, compareQuery, type HeatRequest, heatmapQuery } from "./queries";
import { lookOf, type MapSearch, momentOf, regionOf } from "./search";

const PHONE = "(max-width: 639px)";
/** What most phones have, CSS pixels: of a page's recordings the nearest is shown there. */
const PHONE_PX = 390;

/** The second map of a comparison: its filters, and what they ask the API. */
export interface Other {
  filters: Filters;
  query: FilterQuery;
}

/** Ask for the map, or for two of them, and have the controller show what the address says. */
export function useHeat(
  controller: MapController,
  request: HeatRequest,
  other: Other | null,
  search: MapSearch,
) {
  const look = useMemo(() => lookOf(search.look), [search.look]);
  // Decided once: a phone that is turned keeps its page.
  const [isPhone] = useState(() => matchMedia(PHONE).matches);
  const answer = useQuery(heatmapQuery(request));
  const comparison = useComparison(request, other);
  // The pages of small screens are read on a small one; a page of a desktop would be tiny there.
  const preferred = search.width ?? (isPhone ? PHONE_PX : undefined);
  const backdrops = useQuery(backdropsQuery(request, preferred));
  const backdrop = momentOf(search.moment) ?? backdrops.data?.snapshots[0] ?? null;
  const heat = useMemo(() => {
    if (other) return comparison.data && differenceOf(comparison.data);
    return answer.data && heatOf(answer.data);
  }, [other, comparison.data, answer.data]);
  const elements = other ? comparison.data?.elements : answer.data?.heatmapData.elements;
  const labels = useMemo(
    () => new Map(elements?.map(({ elementId, label }) => [elementId, label])),
    [elements],
  );
  useBackdrop(controller, backdrop, search.width ?? null);
  useEffect(() => controller.setLook(look), [controller, look]);
  useEffect(() => {
    if (heat) controller.setHeat(heat);
  }, [controller, heat]);
  useMarks(controller, search);
  return { look, answer, comparison, backdrops, backdrop, labels };
}

function useComparison(request: HeatRequest, other: Other | null) {
  const query = compareQuery(request, other?.query ?? { timeZone: "UTC" });
  return useQuery(other ? query : { ...query, queryFn: skipToken });
}

/** Show a page anew only when it is another one: lists of them are made anew all the time. */
function useBackdrop(controller: MapController, backdrop: Backdrop | null, width: number | null) {
  const { sessionId, tabId, at } = backdrop ?? {};
  useEffect(() => {
    if (sessionId && tabId && at !== undefined) {
      void controller.show({ sessionId, tabId, at }, width);
    }
  }, [controller, sessionId, tabId, at, width]);
}

/** Frame the element or the region that the address names. */
function useMarks(controller: MapController, { element, region }: MapSearch): void {
  const isPlaced = useStore(controller.state, (state) => state.placement !== null);
  useEffect(() => {
    if (isPlaced) controller.highlight(element ?? null);
  }, [controller, isPlaced, element]);
  useEffect(() => controller.setRegion(regionOf(region)), [controller, region]);
}
