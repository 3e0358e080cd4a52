import { SquareDashedMousePointer } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { IconButton } from "../../components/button";
import { Select } from "../../components/select";
import type { Filters } from "../../filters/filters";
import type { Look } from "../../player/heatmap/messages";
import { useStore } from "../../store";
import { CompareMenu } from "./compare-menu";
import { ExportMenu } from "./export-menu";
import type { PageHeat, PageState, Snapshot } from "./heat";
import { canCompare, kindOf, MAP_KINDS, type MapType } from "./kinds";
import { LookMenu } from "./look-menu";
import type { Backdrop, MapController } from "./map-controller";
import { PagePicker } from "./page-picker";
import type { HeatRequest } from "./queries";
import { type MapSearch, writeLook, writeMoment } from "./search";
import { SessionChoice } from "./session-choice";
import { ShareMap } from "./share-map";
import { StateMenu } from "./state-menu";
import { WidthMenu } from "./width-menu";

/** Everything that decides what the map shows, and how. */
export function Toolbar({
  controller,
  request,
  search,
  chosen,
  pages,
  look,
  states,
  snapshots,
  backdrop,
  isComparing,
  onSearch,
}: {
  controller: MapController;
  request: HeatRequest;
  search: MapSearch;
  chosen: readonly string[];
  pages: readonly PageHeat[];
  look: Look;
  states: readonly PageState[];
  snapshots: readonly Snapshot[];
  backdrop: Backdrop | null;
  isComparing: boolean;
  onSearch: (changed: MapSearch & Filters) => void;
}) {
  const shown = useStore(controller.state, (state) => state.shown);
  const { type } = request;
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-line border-b px-3 py-2 sm:px-5">
      <PagePicker
        pageURL={request.pageURL}
        pages={pages}
        onChange={(pageURL) => onSearch({ ...OTHER_PAGE, pageURL })}
      />
      <KindSelect type={type} isComparing={isComparing} onSearch={onSearch} />
      <SessionChoice
        chosen={chosen}
        pageURL={request.pageURL}
        onChange={(ids) => onSearch({ only: ids.length > 0 ? ids.join(",") : undefined })}
      />
      <span className="contents flex-1 flex-wrap items-center justify-end gap-1.5 sm:flex">
        {canCompare(type) ? <CompareMenu isComparing={isComparing} onSearch={onSearch} /> : null}
        <WidthMenu
          width={search.width}
          recorded={shown?.width ?? null}
          breakpoints={shown?.breakpoints ?? []}
          onChange={(width) => onSearch({ width })}
        />
        <StateMenu
          states={states}
          snapshots={snapshots}
          current={backdrop}
          onChange={(moment) => onSearch({ moment: writeMoment(moment) })}
        />
        <LookMenu look={look} onChange={(next) => onSearch({ look: writeLook(next) })} />
        {canCompare(type) && !isComparing ? <RegionButton controller={controller} /> : null}
        <ExportMenu controller={controller} request={request} isShown={shown !== null} />
        {isComparing ? null : <ShareMap request={request} search={search} />}
      </span>
    </div>
  );
}

/** Another page has other elements, widths and pictures. */
const OTHER_PAGE: MapSearch = {
  element: undefined,
  region: undefined,
  reel: undefined,
  moment: undefined,
};

function KindSelect({
  type,
  isComparing,
  onSearch,
}: {
  type: MapType;
  isComparing: boolean;
  onSearch: (changed: MapSearch) => void;
}) {
  const kinds = MAP_KINDS.filter((kind) => !isComparing || canCompare(kind.type));
  return (
    <Select<MapType>
      aria-label="Kind of map"
      value={kindOf(type).type}
      choices={kinds.map(({ type: value, label, note }) => ({ value, label, note }))}
      onChange={(map) =>
        onSearch({ map: map === "click" ? undefined : map, region: undefined, reel: undefined })
      }
      className="h-8"
    />
  );
}

/** With a mouse a drag is always a region; a finger scrolls until this is pressed. */
function RegionButton({ controller }: { controller: MapController }) {
  const [isOn, setOn] = useState(false);
  const toggle = () => {
    controller.setDrawing(!isOn);
    setOn(!isOn);
    if (!isOn) toast("Drag over the page: the sessions behind that region are listed.");
  };
  return (
    <IconButton
      label="Sessions behind a region: drag over the page"
      look="outline"
      aria-pressed={isOn}
      className={isOn ? "bg-pulse-tint" : ""}
      onClick={toggle}
    >
      <SquareDashedMousePointer className="text-ink-faint" />
    </IconButton>
  );
}
