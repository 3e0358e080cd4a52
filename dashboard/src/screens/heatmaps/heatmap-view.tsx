import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { Button } from "../../components/button";
import { Select } from "../../components/select";
import type { Look } from "../../player/heatmap/messages";
import { useMe, useProject } from "../../project";
import { useStore } from "../replay/store";
import { Cards } from "./cards";
import { ElementList } from "./element-list";
import { ElementSessions } from "./element-sessions";
import { type ElementHeat, heatOf, type PageHeat } from "./heat";
import { isByHeight, kindOf, MAP_KINDS, type MapType } from "./kinds";
import { Legend } from "./legend";
import { FIRST_LOOK, LookMenu } from "./look-menu";
import { MapStage } from "./map-stage";
import { PagePicker } from "./page-picker";
import { backdropsQuery, csvAddress, type HeatRequest, heatmapQuery } from "./queries";
import { ReachPanel } from "./reach-panel";
import { type MapSearch, momentOf, writeMoment } from "./search";
import { SessionChoice } from "./session-choice";
import { StateMenu } from "./state-menu";
import { useMap } from "./use-map";
import { WidthMenu } from "./width-menu";

interface HeatmapViewProps {
  request: HeatRequest;
  search: MapSearch;
  chosen: readonly string[];
  pages: readonly PageHeat[];
  onSearch: (changed: MapSearch) => void;
  onPage: (pageURL: string) => void;
}

/** What the list beside the map is about: all elements, or the sessions behind one place. */
type Place = { title: string; at: { elementId: string } | { x: number; y: number } };

/** One map with everything around it. */
export function HeatmapView({
  request,
  search,
  chosen,
  pages,
  onSearch,
  onPage,
}: HeatmapViewProps) {
  const { playerOrigin } = useMe();
  const { controller, frame } = useMap(useProject(), playerOrigin);
  const [look, setLook] = useState<Look>(FIRST_LOOK);
  const answer = useQuery(heatmapQuery(request));
  const backdrops = useQuery(backdropsQuery(request, search.width));
  const heat = useMemo(() => answer.data && heatOf(answer.data), [answer.data]);
  const backdrop = momentOf(search.moment) ?? backdrops.data?.snapshots[0] ?? null;
  const shown = useStore(controller.state, (state) => state.shown);
  const placement = useStore(controller.state, (state) => state.placement);
  const picked = useStore(controller.state, (state) => state.picked);
  const [opened, setOpened] = useState<ElementHeat | null>(null);

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

  const elements = answer.data?.heatmapData.elements ?? [];
  const values = useMemo(
    () => new Map(elements.map(({ elementId, count }) => [elementId, count] as const)),
    [elements],
  );
  const place = placeOf(elements, opened, picked);
  const close = () => {
    setOpened(null);
    controller.unpick();
  };
  const noPicture = backdrops.isSuccess && !backdrop;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Toolbar
        request={request}
        search={search}
        chosen={chosen}
        pages={pages}
        onSearch={onSearch}
        onPage={onPage}
      >
        <WidthMenu
          width={search.width}
          recorded={shown?.width ?? null}
          breakpoints={shown?.breakpoints ?? []}
          onChange={(width) => onSearch({ width })}
        />
        <StateMenu
          states={backdrops.data?.states ?? []}
          snapshots={backdrops.data?.snapshots ?? []}
          current={backdrop}
          onChange={(moment) => onSearch({ moment: writeMoment(moment) })}
        />
        <LookMenu look={look} onChange={setLook} />
        <Button asChild size="icon">
          <a href={csvAddress(request)} download aria-label="Download the elements as CSV">
            <Download aria-hidden="true" className="text-ink-faint" />
          </a>
        </Button>
      </Toolbar>
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <div className="flex min-w-0 flex-1 flex-col max-lg:h-[60dvh] max-lg:flex-none">
          <MapStage
            controller={controller}
            frame={frame}
            playerOrigin={playerOrigin}
            hasPicture={!noPicture}
            onRetry={() => backdrop && void controller.show(backdrop, search.width ?? null)}
          />
          {placement ? (
            <Legend type={request.type} look={look} placement={placement} values={values} />
          ) : null}
        </div>
        <aside
          aria-label="Numbers of the map"
          className="flex min-h-0 flex-1 flex-col border-line bg-surface max-lg:border-t lg:w-92 lg:flex-none lg:border-l"
        >
          {answer.data ? <Cards metadata={answer.data.metadata} /> : null}
          {place ? (
            <ElementSessions
              request={request}
              type={request.type}
              title={place.title}
              place={place.at}
              onBack={close}
            />
          ) : isByHeight(request.type) ? (
            answer.data ? (
              <ReachPanel answer={answer.data} onGoTo={(top) => controller.scrollTo(top)} />
            ) : null
          ) : (
            <ElementList
              controller={controller}
              type={request.type}
              elements={elements}
              onOpen={setOpened}
            />
          )}
        </aside>
      </div>
    </div>
  );
}

function placeOf(
  elements: readonly ElementHeat[],
  opened: ElementHeat | null,
  picked: { elementId: string | null; x: number; y: number } | null,
): Place | null {
  const element = elements.find(
    ({ elementId }) => elementId === (picked?.elementId ?? opened?.elementId),
  );
  if (element) {
    return { title: element.label || "unnamed element", at: { elementId: element.elementId } };
  }
  if (!picked) return null;
  const [x, y] = [Math.round(picked.x), Math.round(picked.y)];
  return { title: `Around ${x}, ${y} px`, at: { x, y } };
}

function Toolbar({
  request,
  search,
  chosen,
  pages,
  onSearch,
  onPage,
  children,
}: HeatmapViewProps & { children: React.ReactNode }) {
  const choices = MAP_KINDS.map(({ type, label, note }) => ({ value: type, label, note }));
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-line border-b px-3 py-2 sm:px-5">
      <PagePicker pageURL={request.pageURL} pages={pages} onChange={onPage} />
      <Select<MapType>
        aria-label="Kind of map"
        value={kindOf(search.map ?? "click").type}
        choices={choices}
        onChange={(type) => onSearch({ map: type === "click" ? undefined : type })}
        className="h-8"
      />
      <SessionChoice
        chosen={chosen}
        pageURL={request.pageURL}
        onChange={(ids) => onSearch({ only: ids.length > 0 ? ids.join(",") : undefined })}
      />
      <span className="flex flex-1 flex-wrap items-center justify-end gap-1.5">{children}</span>
    </div>
  );
}
