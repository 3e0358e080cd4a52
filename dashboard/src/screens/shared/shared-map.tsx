import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo } from "react";
import { HungCard } from "../../components/hung-card";
import { ErrorMessage } from "../../components/message";
import { describeDays } from "../../filters/dates";
import { formatPage } from "../../format";
import { useStore } from "../../store";
import { Cards, CardsSkeleton } from "../heatmaps/cards";
import { ElementList } from "../heatmaps/element-list";
import { elementsOf, type HeatmapAnswer, heatOf } from "../heatmaps/heat";
import { isByHeight, kindOf } from "../heatmaps/kinds";
import { Legend } from "../heatmaps/legend";
import type { MapController } from "../heatmaps/map-controller";
import { useMapKeys } from "../heatmaps/map-keys";
import { MapStage } from "../heatmaps/map-stage";
import { ReachPanel } from "../heatmaps/reach-panel";
import { lookOf } from "../heatmaps/search";
import { useMapOn } from "../heatmaps/use-map";
import { hasEnded, type OpenedMap, type OpenedShare } from "./opening";
import { sharedMapQuery, sharedPages, sharedPictureQuery } from "./sources";

interface SharedMapProps {
  opened: OpenedShare;
  map: OpenedMap;
  timeZone: string;
  /** Stands for a map that is not shown any more. */
  ended: ReactNode;
}

/** A shared map on its recorded page, with the numbers of its elements. */
export function SharedMap({ opened, map, timeZone, ended }: SharedMapProps) {
  const source = useMemo(() => sharedPages(opened), [opened]);
  const answer = useQuery(sharedMapQuery(opened));
  const picture = useQuery(sharedPictureQuery(opened));
  const { controller, frame } = useMapOn(source, opened.playerOrigin);
  useMapKeys(controller, { isOn: true, onBack: () => undefined });
  useDrawn(controller, answer.data, map);
  const { tabId, at } = picture.data ?? {};
  useEffect(() => {
    if (tabId && at !== undefined) {
      void controller.show({ sessionId: "", tabId, at }, map.width);
    }
  }, [controller, tabId, at, map.width]);
  if (hasEnded(answer.error)) return ended;
  if (answer.error && !answer.data) {
    return (
      <ErrorMessage
        title="The map could not be loaded"
        error={answer.error}
        onRetry={() => void answer.refetch()}
      />
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
      <div className="flex min-w-0 flex-1 flex-col max-lg:h-[62dvh] max-lg:flex-none">
        <Headline map={map} />
        <MapStage
          controller={controller}
          frame={frame}
          playerOrigin={opened.playerOrigin}
          hasPicture={picture.data !== null}
          onRetry={() => void picture.refetch()}
          hung={(retry) => <HungCard name="The page of this map" onRetry={retry} />}
        />
        {answer.data ? (
          <MapLegend controller={controller} answer={answer.data} map={map} />
        ) : (
          <LegendRoom />
        )}
      </div>
      <aside
        aria-label="Numbers of the map"
        className="flex min-h-0 flex-1 flex-col border-line bg-surface max-lg:border-t lg:w-92 lg:flex-none lg:border-l"
      >
        {answer.data ? (
          <>
            <Cards metadata={answer.data.metadata} timeZone={timeZone} />
            <Numbers controller={controller} answer={answer.data} />
          </>
        ) : (
          <CardsSkeleton />
        )}
      </aside>
    </div>
  );
}

/** Which page, which kind of map and which days, in words. */
function Headline({ map: { pageURL, type, startDate, endDate } }: { map: OpenedMap }) {
  const days =
    startDate && endDate
      ? describeDays(startDate, endDate)
      : [startDate, endDate].filter(Boolean).join("");
  return (
    <div className="flex min-h-9 shrink-0 items-center gap-2 border-line border-b bg-surface px-3 text-xs">
      <span className="shrink-0 font-medium text-ink">{kindOf(type).label}</span>
      <span className="min-w-0 flex-1 truncate text-ink-muted">on {formatPage(pageURL)}</span>
      {days ? <span className="shrink-0 text-ink-faint tabular-nums">{days}</span> : null}
    </div>
  );
}

/** Have the controller draw the heat as whoever shared it saw it. */
function useDrawn(
  controller: MapController,
  answer: HeatmapAnswer | undefined,
  { look }: OpenedMap,
): void {
  useEffect(() => controller.setLook(lookOf(look)), [controller, look]);
  useEffect(() => {
    if (answer) controller.setHeat(heatOf(answer));
  }, [controller, answer]);
}

function MapLegend({
  controller,
  answer,
  map,
}: {
  controller: MapController;
  answer: HeatmapAnswer;
  map: OpenedMap;
}) {
  const placement = useStore(controller.state, (state) => state.placement);
  const values = useMemo(
    () => new Map(elementsOf(answer).map(({ elementId, count }) => [elementId, count])),
    [answer],
  );
  if (!placement) return <LegendRoom />;
  return (
    <Legend
      type={answer.heatmapData.type}
      look={lookOf(map.look)}
      placement={placement}
      values={values}
      total={answer.metadata.totalInteractions}
      approximate={answer.metadata.approximate}
    />
  );
}

/** Keeps the place of the legend, so that the page does not jump. */
function LegendRoom() {
  return <div className="h-13 shrink-0 border-line border-t bg-surface" />;
}

function Numbers({ controller, answer }: { controller: MapController; answer: HeatmapAnswer }) {
  const { type } = answer.heatmapData;
  const elements = useMemo(() => elementsOf(answer), [answer]);
  if (isByHeight(type)) {
    return <ReachPanel answer={answer} onGoTo={(top) => controller.scrollTo(top)} />;
  }
  return (
    <ElementList
      controller={controller}
      type={type}
      elements={elements}
      onOpen={({ elementId }) => controller.highlight(elementId)}
    />
  );
}
