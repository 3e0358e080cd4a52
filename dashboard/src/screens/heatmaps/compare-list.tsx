import { GitCompareArrows } from "lucide-react";
import { cn } from "../../components/class-names";
import { Message } from "../../components/message";
import { formatCount } from "../../format";
import { Side } from "./compare-bar";
import { ElementRows } from "./element-rows";
import { type ComparedElement, isSure } from "./heat";
import type { MapController } from "./map-controller";
import { WHERE_NOTES, type Where } from "./places";
import { pointsText, shareText } from "./words";

const ROW_PX = 92;

/** How every element differs, the surest first, in step with the boxes on the page. */
export function CompareList({
  controller,
  elements,
  noun,
  onOpen,
}: {
  controller: MapController;
  elements: readonly ComparedElement[];
  noun: string;
  onOpen: (elementId: string) => void;
}) {
  if (elements.length === 0) {
    return (
      <Message icon={GitCompareArrows} title={`No ${noun} to compare`}>
        Nothing of the kind happened on this page in either of the two.
      </Message>
    );
  }
  return (
    <ElementRows controller={controller} elements={elements} rowPx={ROW_PX}>
      {(element, { where, isHovered, onPoint }) => (
        <Row
          element={element}
          where={where}
          isHovered={isHovered}
          onPoint={onPoint}
          onOpen={() => onOpen(element.elementId)}
        />
      )}
    </ElementRows>
  );
}

function Row({
  element,
  where,
  isHovered,
  onPoint,
  onOpen,
}: {
  element: ComparedElement;
  where: Where;
  isHovered: boolean;
  onPoint: (isOver: boolean) => void;
  onOpen: () => void;
}) {
  const { label, difference, low, high } = element;
  const sure = isSure(element);
  return (
    <button
      type="button"
      onClick={onOpen}
      onPointerEnter={() => onPoint(true)}
      onPointerLeave={() => onPoint(false)}
      onFocus={() => onPoint(true)}
      onBlur={() => onPoint(false)}
      className={cn(
        "flex h-full w-full flex-col justify-center gap-0.5 border-line border-b px-3 text-left transition-colors hover:bg-hover",
        isHovered && "bg-pulse-tint/60",
      )}
    >
      <span className="flex w-full items-baseline gap-2">
        <span className={cn("min-w-0 flex-1 truncate", sure ? "font-medium" : "text-ink-muted")}>
          {label || "unnamed element"}
        </span>
        <span className={cn("tabular-nums", sure ? "font-semibold" : "text-ink-muted")}>
          {pointsText(difference)}
        </span>
      </span>
      <ShareLine side="a" share={element.shareA} hits={element.hitsA} tries={element.triesA} />
      <ShareLine side="b" share={element.shareB} hits={element.hitsB} tries={element.triesB} />
      <span className="flex w-full justify-between gap-2 text-ink-muted text-xs tabular-nums">
        <span className="truncate text-attention">{WHERE_NOTES[where]}</span>
        <span className="shrink-0">
          {chanceText(element)}95 %: {pointsText(low)} to {pointsText(high)}
        </span>
      </span>
    </button>
  );
}

/** One alone may look sure and still be what chance makes of one among many. */
function chanceText(element: ComparedElement): string {
  if (isSure(element)) return "";
  const isClear = element.low > 0 || element.high < 0;
  return isClear ? "may be chance among so many · " : "may be chance · ";
}

function ShareLine({
  side,
  share,
  hits,
  tries,
}: {
  side: "a" | "b";
  share: number;
  hits: number;
  tries: number;
}) {
  return (
    <span className="flex w-full items-center gap-2 text-ink-muted text-xs tabular-nums">
      <Side side={side} className="size-4" />
      <span className="h-1 min-w-0 flex-1 overflow-hidden rounded-full bg-sunken">
        <span
          className={cn("block h-full", side === "a" ? "bg-first" : "bg-second")}
          style={{ width: `${share * 100}%` }}
        />
      </span>
      <span className="w-14 text-right text-ink">{shareText(share)}</span>
      <span className="w-24 truncate text-right">
        {formatCount(hits)} of {formatCount(tries)}
      </span>
    </span>
  );
}
