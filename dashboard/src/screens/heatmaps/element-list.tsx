import { MousePointerClick } from "lucide-react";
import { cn } from "../../components/class-names";
import { Message } from "../../components/message";
import { formatCount, formatPlural } from "../../format";
import { ElementRows } from "./element-rows";
import type { ElementHeat } from "./heat";
import { kindOf, type MapType } from "./kinds";
import type { MapController } from "./map-controller";
import { WHERE_NOTES, type Where } from "./places";
import { shareText, valueText } from "./words";

const ROW_PX = 66;
/** The elements of the map, the hottest first, in step with their boxes on the page. */
export function ElementList({
  controller,
  type,
  elements,
  onOpen,
}: {
  controller: MapController;
  type: MapType;
  elements: readonly ElementHeat[];
  onOpen: (element: ElementHeat) => void;
}) {
  if (elements.length === 0) return <NoElements type={type} />;
  return (
    <ElementRows controller={controller} elements={elements} rowPx={ROW_PX}>
      {(element, { index, where, isHovered, onPoint }) => (
        <Row
          element={element}
          rank={index + 1}
          type={type}
          where={where}
          isHovered={isHovered}
          onPoint={onPoint}
          onOpen={() => onOpen(element)}
        />
      )}
    </ElementRows>
  );
}

function Row({
  element,
  rank,
  type,
  where,
  isHovered,
  onPoint,
  onOpen,
}: {
  element: ElementHeat;
  rank: number;
  type: MapType;
  where: Where;
  isHovered: boolean;
  onPoint: (isOver: boolean) => void;
  onOpen: () => void;
}) {
  const { label, value, share, visitors, rate } = element;
  return (
    <button
      type="button"
      onClick={onOpen}
      onPointerEnter={() => onPoint(true)}
      onPointerLeave={() => onPoint(false)}
      onFocus={() => onPoint(true)}
      onBlur={() => onPoint(false)}
      className={cn(
        "flex h-full w-full flex-col justify-center gap-1 border-line border-b px-3 text-left transition-colors hover:bg-hover",
        isHovered && "bg-pulse-tint/60",
      )}
    >
      <span className="flex w-full items-baseline gap-2">
        <span className="w-5 shrink-0 text-right text-ink-faint text-xs tabular-nums">{rank}</span>
        <span className="min-w-0 flex-1 truncate font-medium">{label || "unnamed element"}</span>
        <span className="font-medium tabular-nums">{valueText(type, value)}</span>
      </span>
      <span className="flex w-full items-center gap-2 pl-7 text-ink-muted text-xs tabular-nums">
        <span className="h-1 w-14 shrink-0 overflow-hidden rounded-full bg-sunken">
          <span className="block h-full bg-pulse" style={{ width: `${share * 100}%` }} />
        </span>
        <span className="min-w-0 truncate">
          {shareText(share)} · {formatPlural(visitors, "visitor")}
          {rate === null || type !== "click" ? null : ` · ${shareText(rate)} of who saw it`}
        </span>
        <Trouble element={element} type={type} />
      </span>
      {WHERE_NOTES[where] ? (
        <span className="pl-7 text-attention text-xs">{WHERE_NOTES[where]}</span>
      ) : null}
    </button>
  );
}

/** What went wrong on an element, where that is not the map itself. */
function Trouble({
  element: { rage, dead, error },
  type,
}: {
  element: ElementHeat;
  type: MapType;
}) {
  const found = [
    { type: "rage", count: rage },
    { type: "dead", count: dead },
    { type: "error", count: error },
  ].filter((one) => one.count > 0 && one.type !== type);
  return (
    <>
      {found.map((one) => (
        <span
          key={one.type}
          className="shrink-0 rounded-sm bg-live-tint px-1 text-live"
          title={`${formatCount(one.count)} ${one.type} clicks`}
        >
          {formatCount(one.count)} {one.type}
        </span>
      ))}
    </>
  );
}

function NoElements({ type }: { type: MapType }) {
  const { noun } = kindOf(type);
  return (
    <Message icon={MousePointerClick} title={`No ${noun} here`}>
      Nothing of the kind happened on this page in the chosen time and with these filters.
    </Message>
  );
}
