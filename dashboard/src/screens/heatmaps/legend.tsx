import { useMemo } from "react";
import { formatCount, formatPlural } from "../../format";
import type { Look, Placement } from "../../player/heatmap/messages";
import { coloursOf, STEPS, shareAt } from "../../player/heatmap/palette";
import { isByHeight, kindOf, type MapType } from "./kinds";
import { valueText } from "./words";

/** Colours that the gradient is made of. */
const STOPS = 24;
/** Places on the scale that are told as numbers, 0 to 1. */
const TICKS = [0, 0.5, 1];

function gradientOf({ palette }: Look): string {
  const colours = coloursOf(palette, 1);
  const stops = Array.from({ length: STOPS }, (_, index) => {
    const step = Math.round((index / (STOPS - 1)) * (STEPS - 1)) * 4;
    const [red, green, blue, alpha = 255] = colours.subarray(step, step + 4);
    return `rgb(${red} ${green} ${blue} / ${alpha / 255})`;
  });
  return `linear-gradient(to right, ${stops.join(", ")})`;
}

/** A number as short as it can be read from a scale. */
function short(value: number): string {
  if (value >= 10) return formatCount(Math.round(value));
  return value === 0 ? "0" : value.toPrecision(2);
}

/** What the colours mean, in real numbers, and what could not be drawn. */
export function Legend({
  type,
  look,
  placement,
  values,
  total,
  approximate,
}: {
  type: MapType;
  look: Look;
  placement: Placement;
  /** Interactions of each element of the map. */
  values: ReadonlyMap<string, number>;
  /** All interactions of the map. */
  total: number;
  /** Those of imported recordings. */
  approximate: number;
}) {
  const gradient = useMemo(() => gradientOf(look), [look]);
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1 border-line border-t bg-surface px-3 py-2 lg:min-h-13 text-ink-muted text-xs">
      <div className="flex items-center gap-2">
        <span className="flex w-44 flex-col gap-0.5">
          <span className="h-2 rounded-full" style={{ background: gradient }} />
          <span className="flex justify-between tabular-nums">
            {TICKS.map((level) => (
              <span key={level}>{tick(type, look, placement.highest, level)}</span>
            ))}
          </span>
        </span>
        <span>{unitOf(type)}</span>
      </div>
      {isByHeight(type) ? null : <Truth {...{ type, placement, values, total, approximate }} />}
    </div>
  );
}

function tick(type: MapType, look: Look, highest: number, level: number): string {
  const share = shareAt(level, look.scale);
  if (type === "scroll") return `${Math.round(share * 100)} %`;
  if (type === "attention") return level === 0 ? "less" : level === 1 ? "more" : "";
  if (level === 0) return "0";
  return type === "hover" ? valueText(type, share * highest) : short(share * highest);
}

function unitOf(type: MapType): string {
  if (type === "scroll") return "of the views came this far";
  if (type === "attention") return "time on the screen, of all views";
  if (type === "hover") return "at rest in 24 × 24 px";
  return `${kindOf(type).noun} in 24 × 24 px`;
}

/** How much of the map is drawn: what is not shown is told, with its reason. */
function Truth({
  type,
  placement,
  values,
  total,
  approximate,
}: {
  type: MapType;
  placement: Placement;
  values: ReadonlyMap<string, number>;
  total: number;
  approximate: number;
}) {
  const { noun } = kindOf(type);
  const sum = (ids: readonly string[]) =>
    ids.reduce((total, id) => total + (values.get(id) ?? 0), 0);
  const hidden = sum(placement.hidden);
  const unresolved = sum(placement.unresolved);
  const onElements = sum(placement.placed.map(({ id }) => id));
  // Without any element everything is drawn where it was; beside elements, that would be a guess.
  const placed = values.size === 0 ? total : onElements;
  const loose = Math.max(0, total - placed - hidden - unresolved);
  return (
    <p className="tabular-nums">
      <span className="text-ink">
        {formatCount(placed)} of{" "}
        {formatPlural(placed + hidden + unresolved + loose, "", noun).trim()} drawn
      </span>
      {hidden > 0 ? (
        <span> · {formatCount(hidden)} on what is not seen at this width or in this state</span>
      ) : null}
      {unresolved > 0 ? (
        <span> · {formatCount(unresolved)} on what is not on this page</span>
      ) : null}
      {loose > 0 ? <span> · {formatCount(loose)} on no known element</span> : null}
      {approximate > 0 ? (
        <span>
          {" "}
          · {formatCount(approximate)} from imported recordings, in the middle of their element
        </span>
      ) : null}
    </p>
  );
}
