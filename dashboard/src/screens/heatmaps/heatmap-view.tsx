import { skipToken, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { FilterQuery, Filters } from "../../filters/filters";
import { useMe, useProject } from "../../project";
import { useStore } from "../../store";
import { CompareBar } from "./compare-bar";
import { DifferenceLegend } from "./difference-legend";
import { differenceOf, heatOf, type PageHeat } from "./heat";
import { Legend } from "./legend";
import { useMapKeys } from "./map-keys";
import { MapStage } from "./map-stage";
import { Numbers } from "./numbers";
import { backdropsQuery, compareQuery, type HeatRequest, heatmapQuery } from "./queries";
import { Reel } from "./reel/reel";
import { lookOf, type MapSearch, momentOf, regionOf, writeRegion } from "./search";
import { Toolbar } from "./toolbar";
import { useMap } from "./use-map";
import { usePlace } from "./use-place";

/** The second map of a comparison: its filters, and what they ask the API. */
export interface Other {
  filters: Filters;
  query: FilterQuery;
}

interface HeatmapViewProps {
  request: HeatRequest;
  /** Missing where nothing is compared. */
  other: Other | null;
  search: MapSearch;
  chosen: readonly string[];
  pages: readonly PageHeat[];
  onSearch: (changed: MapSearch & Filters) => void;
}

/** One map with everything around it; all that it shows stands in the address. */
export function HeatmapView({ request, other, search, chosen, pages, onSearch }: HeatmapViewProps) {
  const { playerOrigin } = useMe();
  const { controller, frame } = useMap(useProject(), playerOrigin, {
    onElement: (element) =>
      onSearch({ element: element ?? undefined, region: undefined, reel: undefined }),
    onRegion: (region) =>
      onSearch({ region: writeRegion(region), element: undefined, reel: undefined }),
  });
  const look = useMemo(() => lookOf(search.look), [search.look]);
  const answer = useQuery(heatmapQuery(request));
  const comparison = useComparison(request, other);
  const backdrops = useQuery(backdropsQuery(request, search.width));
  const backdrop = momentOf(search.moment) ?? backdrops.data?.snapshots[0] ?? null;
  const heat = useMemo(() => {
    if (other) return comparison.data && differenceOf(comparison.data);
    return answer.data && heatOf(answer.data);
  }, [other, comparison.data, answer.data]);
  const { sessionId, tabId, at } = backdrop ?? {};
  useEffect(() => {
    if (sessionId && tabId && at !== undefined) {
      void controller.show({ sessionId, tabId, at }, search.width ?? null);
    }
  }, [controller, sessionId, tabId, at, search.width]);
  useEffect(() => controller.setLook(look), [controller, look]);
  useEffect(() => {
    if (heat) controller.setHeat(heat);
  }, [controller, heat]);
  useEffect(() => controller.setRegion(regionOf(search.region)), [controller, search.region]);

  const elements = other
    ? (comparison.data?.elements ?? [])
    : (answer.data?.heatmapData.elements ?? []);
  const labels = useMemo(
    () => new Map(elements.map(({ elementId, label }) => [elementId, label])),
    [elements],
  );
  const drawn = useStore(controller.state, (state) => state.drawn);
  const ratio = useStore(controller.state, ({ shown }) => (shown ? shown.height / shown.width : 1));
  const side = other && search.side === "b" ? "b" : "a";
  const place = usePlace(requestOf(request, other, side), search, drawn, labels);
  const isPlaced = useStore(controller.state, (state) => state.placement !== null);
  useEffect(() => {
    if (isPlaced) controller.highlight(search.element ?? null);
  }, [controller, isPlaced, search.element]);
  const isPlaying = place?.playing !== null && place?.playing !== undefined;
  const close = () => onSearch({ element: undefined, region: undefined, reel: undefined });
  useMapKeys(controller, { isOn: !isPlaying, onBack: close });
  return (
    <div className="flex min-h-0 flex-1 flex-col max-lg:overflow-y-auto">
      <Toolbar
        controller={controller}
        request={request}
        search={search}
        chosen={chosen}
        pages={pages}
        look={look}
        states={backdrops.data?.states ?? []}
        snapshots={backdrops.data?.snapshots ?? []}
        backdrop={backdrop}
        isComparing={other !== null}
        onSearch={onSearch}
      />
      {other && search.versus ? (
        <CompareBar
          versus={search.versus}
          other={other.filters}
          chosen={chosen.length}
          onSearch={onSearch}
        />
      ) : null}
      <div className="flex min-h-0 flex-1 flex-col max-lg:flex-none lg:flex-row">
        <div
          style={{ "--ratio": ratio } as React.CSSProperties}
          className="relative flex min-w-0 flex-1 flex-col max-lg:h-[clamp(20rem,calc(100vw*var(--ratio)+5rem),75dvh)] max-lg:flex-none"
        >
          <div className="flex min-h-0 flex-1 flex-col" inert={isPlaying}>
            <MapStage
              controller={controller}
              frame={frame}
              playerOrigin={playerOrigin}
              hasPicture={!backdrops.isSuccess || backdrop !== null}
              onRetry={() => backdrop && void controller.show(backdrop, search.width ?? null)}
            />
            <MapLegend {...{ controller, look, answer, comparison, other }} />
          </div>
          {place && isPlaying ? (
            <Reel
              title={place.title}
              clips={place.clips}
              index={place.playing ?? 0}
              onIndex={(index) => onSearch({ reel: place.clips[index]?.key })}
              onClose={() => onSearch({ reel: undefined })}
            />
          ) : null}
        </div>
        <Numbers
          controller={controller}
          type={request.type}
          answer={answer}
          comparison={comparison}
          isComparing={other !== null}
          place={place}
          side={side}
          onSearch={onSearch}
          onClose={close}
        />
      </div>
    </div>
  );
}

function useComparison(request: HeatRequest, other: Other | null) {
  const query = compareQuery(request, other?.query ?? { timeZone: "UTC" });
  return useQuery(other ? query : { ...query, queryFn: skipToken });
}

/** The request whose sessions are listed: of the first or of the second map. */
function requestOf(request: HeatRequest, other: Other | null, side: "a" | "b"): HeatRequest {
  const { projectId, pageURL, type } = request;
  return other && side === "b" ? { ...other.query, projectId, pageURL, type } : request;
}

function MapLegend({
  controller,
  look,
  answer,
  comparison,
  other,
}: Pick<Parameters<typeof Numbers>[0], "controller" | "answer" | "comparison"> & {
  look: Parameters<typeof Legend>[0]["look"];
  other: Other | null;
}) {
  const placement = useStore(controller.state, (state) => state.placement);
  const { heatmapData } = answer.data ?? {};
  const values = useMemo(
    () => new Map(heatmapData?.elements.map(({ elementId, count }) => [elementId, count])),
    [heatmapData],
  );
  if (placement && other && comparison.data) {
    return <DifferenceLegend comparison={comparison.data} look={look} placement={placement} />;
  }
  if (placement && !other && heatmapData) {
    return <Legend type={heatmapData.type} look={look} placement={placement} values={values} />;
  }
  // Keeps the place of the legend, so that the page does not jump.
  return <div className="h-13 shrink-0 border-line border-t bg-surface" />;
}
