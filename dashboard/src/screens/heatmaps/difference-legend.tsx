import { formatCount, formatPlural } from "../../format";
import { leanColours } from "../../player/heatmap/difference";
import type { Look, Placement } from "../../player/heatmap/messages";
import { Side } from "./compare-bar";
import { type Comparison, isSure } from "./heat";
import { kindOf } from "./kinds";

const LEANS = [-1, -0.5, 0.5, 1];

/** What the colours of a comparison mean, how sure it is, and what could not be drawn. */
export function DifferenceLegend({
  comparison,
  look,
  placement,
}: {
  comparison: Comparison;
  look: Look;
  placement: Placement;
}) {
  const { elements, basis, type } = comparison;
  const sure = elements.filter(isSure).length;
  const missing = placement.hidden.length + placement.unresolved.length;
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1 border-line border-t bg-surface px-3 py-2 text-ink-muted text-xs">
      <span className="flex items-center gap-2">
        <span className="flex items-center gap-1">
          <Side side="a" className="size-4" /> 4 × more
        </span>
        <span className="flex overflow-hidden rounded-full bg-[white]">
          {LEANS.map((lean) => (
            <Swatch key={lean} lean={lean} isSure look={look} />
          ))}
        </span>
        <span className="flex items-center gap-1">
          4 × more <Side side="b" className="size-4" />
        </span>
      </span>
      <span className="flex items-center gap-1.5">
        <span className="flex overflow-hidden rounded-full border border-line-strong border-dashed bg-[white]">
          <Swatch lean={0} isSure={false} look={look} />
        </span>
        may be chance
      </span>
      <p className="tabular-nums">
        <span className="text-ink">
          {formatCount(sure)} of {formatPlural(elements.length, "element")} differ for sure
        </span>{" "}
        (95 %, all of them taken together) ·{" "}
        {basis === "views"
          ? `share of the page views that came down to an element and had ${kindOf(type).noun} on it`
          : `share of all ${kindOf(type).noun}: page views are not known`}
        {missing > 0
          ? ` · ${formatPlural(missing, "element")} not seen on this page or at this width`
          : null}
      </p>
    </div>
  );
}

function Swatch({ lean, isSure: sure, look }: { lean: number; isSure: boolean; look: Look }) {
  const { fill } = leanColours(lean, sure, look.opacity);
  return <span className="h-2.5 w-7" style={{ background: fill }} />;
}
