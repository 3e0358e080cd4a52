import { ArrowDownToLine } from "lucide-react";
import { formatCount, formatPlural } from "../../format";
import type { HeatmapAnswer } from "./heat";

/** The lines of a scroll map in numbers; each goes to its place on the page. */
export function ReachPanel({
  answer,
  onGoTo,
}: {
  answer: HeatmapAnswer;
  onGoTo: (top: number) => void;
}) {
  const { scroll } = answer.heatmapData;
  if (!scroll) {
    return (
      <p className="p-4 text-ink-muted">
        The nearer a part's colour is to the scale's right end, the longer it was on the screen of a
        visitor who was active. The time is laid on the element that was seen, so it stays with it
        at every width.
      </p>
    );
  }
  const median = scroll.folds[1];
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-auto p-3">
      <section>
        <h3 className="mb-1 text-ink-muted text-xs">
          How far {formatPlural(scroll.views, "view")} came
        </h3>
        <ul>
          {scroll.lines.map(({ share, y }) => (
            <li key={share}>
              <button
                type="button"
                onClick={() => onGoTo(y)}
                className="flex w-full items-center gap-3 rounded-md px-2 py-1.5 text-left hover:bg-hover"
              >
                <span className="w-12 font-medium tabular-nums">{Math.round(share * 100)} %</span>
                <span className="h-1.5 flex-1 overflow-hidden rounded-full bg-sunken">
                  <span className="block h-full bg-pulse" style={{ width: `${share * 100}%` }} />
                </span>
                <span className="w-20 text-right text-ink-muted tabular-nums">
                  {formatCount(y)} px
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      {median ? (
        <p className="flex items-start gap-2 text-ink-muted">
          <ArrowDownToLine className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          Half of the visitors see {formatCount(median.y)} px of the page before they scroll.
        </p>
      ) : null}
    </div>
  );
}
