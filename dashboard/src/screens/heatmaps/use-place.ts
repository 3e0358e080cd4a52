import { skipToken, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { HeatMomentList } from "./heat";
import type { DrawnRegion } from "./map-controller";
import { type HeatRequest, momentsQuery, type Place } from "./queries";
import { type Clip, clipAtKey, clipsOf } from "./reel/clips";
import { type MapSearch, regionOf } from "./search";

/** The element or the region whose sessions are listed. */
export interface PlaceMoments {
  title: string;
  found: UseQueryResult<HeatMomentList>;
  /** Nothing of the map lies there: nobody needs to be asked. */
  isEmpty: boolean;
  clips: readonly Clip[];
  /** Which clip the reel plays; null where none does. */
  playing: number | null;
}

/** What the address says about the place whose sessions are listed; null for none. */
export function usePlace(
  request: HeatRequest,
  search: MapSearch,
  drawn: DrawnRegion | null,
  labels: ReadonlyMap<string, string>,
): PlaceMoments | null {
  const place = placeOf(search, drawn);
  const isEmpty = place !== null && "parts" in place && place.parts.length === 0;
  const query = momentsQuery(request, place ?? { parts: [] });
  const found = useQuery(place && !isEmpty ? query : { ...query, queryFn: skipToken });
  const clips = useMemo(() => clipsOf(found.data?.moments ?? []), [found.data]);
  const region = regionOf(search.region);
  if (!search.element && !region) return null;
  return {
    title: search.element
      ? labels.get(search.element) || "unnamed element"
      : `Region of ${(region?.right ?? 0) - (region?.left ?? 0)} × ${(region?.bottom ?? 0) - (region?.top ?? 0)} px`,
    found,
    isEmpty,
    clips,
    playing: search.reel && clips.length > 0 ? clipAtKey(clips, search.reel) : null,
  };
}

function placeOf(search: MapSearch, drawn: DrawnRegion | null): Place | null {
  if (search.element) return { elementId: search.element };
  return search.region && drawn ? { parts: drawn.parts } : null;
}
