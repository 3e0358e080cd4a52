import { useMemo, useRef } from "react";
import { HungSession } from "../../components/hung-card";
import type { Filters } from "../../filters/filters";
import { useMe, useProject } from "../../project";
import { useStore } from "../../store";
import { CompareBar } from "./compare-bar";
import { DifferenceLegend } from "./difference-legend";
import { type BackdropList, elementsOf, type PageHeat } from "./heat";
import { Legend } from "./legend";
import type { MapController } from "./map-controller";
import { useMapKeys } from "./map-keys";
import { MapStage } from "./map-stage";
import { Numbers } from "./numbers";
import type { HeatRequest } from "./queries";
import { Reel } from "./reel/reel";
import { type MapSearch, writeRegion } from "./search";
import { Toolbar } from "./toolbar";
import { type Other, useHeat } from "./use-heat";
import { useMap } from "./use-map";
import { usePlace } from "./use-place";

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
  const close = () => onSearch({ element: undefined, region: undefined, reel: undefined });
  const { controller, frame } = useMap(useProject(), playerOrigin, {
    onElement: (element) =>
      onSearch({ element: element ?? undefined, region: undefined, reel: undefined }),
    onRegion: (region) =>
      onSearch({ region: writeRegion(region), element: undefined, reel: undefined }),
  });
  const heat = useHeat(controller, request, other, search);
  const { answer, comparison, backdrops, backdrop, look } = heat;
  const drawn = useStore(controller.state, (state) => state.drawn);
  const side = other && search.side === "b" ? "b" : "a";
  const place = usePlace(requestOf(request, other, side), search, drawn, heat.labels);
  const isPlaying = place?.playing !== null && place?.playing !== undefined;
  const isComparing = other !== null;
  useMapKeys(controller, { isOn: !isPlaying, onBack: close });
  return (
    <div className="flex min-h-0 flex-1 flex-col max-lg:overflow-y-auto">
      <Toolbar
        {...{ controller, request, search, chosen, pages, look, backdrop, isComparing, onSearch }}
        states={backdrops.data?.states ?? []}
        snapshots={backdrops.data?.snapshots ?? []}
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
        <MapColumn controller={controller} expected={ratioOf(backdrops.data, search.width)}>
          <div className="flex min-h-0 flex-1 flex-col" inert={isPlaying}>
            <MapStage
              controller={controller}
              frame={frame}
              playerOrigin={playerOrigin}
              hasPicture={!backdrops.isSuccess || backdrop !== null}
              onRetry={() => backdrop && void controller.show(backdrop, search.width ?? null)}
              hung={(retry) => (
                <HungSession
                  projectId={request.projectId}
                  sessionId={backdrop?.sessionId ?? ""}
                  onRetry={retry}
                />
              )}
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
        </MapColumn>
        <Numbers
          {...{ controller, answer, comparison, isComparing, place, side, onSearch }}
          type={request.type}
          onClose={close}
        />
      </div>
    </div>
  );
}

/**
 * Takes what room there is; on a small screen as much as the recorded viewport needs. That is known
 * before the page is, and stays while another one loads: what stands below does not jump.
 */
function MapColumn({
  controller,
  expected,
  children,
}: {
  controller: MapController;
  /** Height by width of the page that loads; missing where nobody knows. */
  expected: number | undefined;
  children: React.ReactNode;
}) {
  const shown = useStore(controller.state, (state) => state.shown);
  const last = useRef(1);
  last.current = shown ? shown.height / shown.width : (expected ?? last.current);
  return (
    <div
      style={{ "--ratio": last.current } as React.CSSProperties}
      className="relative flex min-w-0 flex-1 flex-col max-lg:h-[clamp(20rem,calc(100vw*var(--ratio)+5rem),75dvh)] max-lg:flex-none"
    >
      {children}
    </div>
  );
}

function ratioOf(backdrops: BackdropList | undefined, width: number | undefined) {
  const best = backdrops?.snapshots[0];
  return best && best.viewportHeight / (width ?? best.viewportWidth);
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
  const values = useMemo(() => {
    const elements = answer.data ? elementsOf(answer.data) : [];
    return new Map(elements.map(({ elementId, count }) => [elementId, count]));
  }, [answer.data]);
  if (placement && other && comparison.data) {
    return <DifferenceLegend comparison={comparison.data} look={look} placement={placement} />;
  }
  if (placement && !other && heatmapData) {
    const { totalInteractions: total = 0, approximate = 0 } = answer.data?.metadata ?? {};
    return <Legend type={heatmapData.type} {...{ look, placement, values, total, approximate }} />;
  }
  // Keeps the place of the legend, so that the page does not jump.
  return <div className="h-13 shrink-0 border-line border-t bg-surface" />;
}
