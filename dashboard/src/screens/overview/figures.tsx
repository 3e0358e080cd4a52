import { courseOf, type Interval } from "../../analytics/buckets";
import { Change } from "../../analytics/change";
import { METRICS, type Metric, type MetricName, type Totals } from "../../analytics/metrics";
import { Sparkline } from "../../charts/sparkline";
import { cn } from "../../components/class-names";
import { Hint } from "../../components/hint";
import { Skeleton } from "../../components/skeleton";
import { Tinted } from "../../components/tinted";

/** The numbers of the range, side by side; the chosen one is drawn below. */
export function Figures({
  now,
  before,
  buckets,
  interval,
  chosen,
  onChoose,
}: {
  now: Totals | undefined;
  before: Totals | null | undefined;
  buckets: readonly (Totals & { at: number; date: string })[];
  interval: Interval;
  chosen: MetricName;
  onChoose: (name: MetricName) => void;
}) {
  const clock = Date.now();
  return (
    <div
      role="tablist"
      aria-label="Numbers"
      className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-4 xl:grid-cols-8"
    >
      {METRICS.map((metric) => (
        <Hint key={metric.name} text={metric.note} side="bottom">
          <button
            type="button"
            role="tab"
            aria-selected={metric.name === chosen}
            onClick={() => onChoose(metric.name)}
            className={cn(
              "flex min-w-0 flex-col gap-1 bg-surface p-3 text-left transition-colors hover:bg-hover",
              metric.name === chosen && "shadow-[inset_0_-2px_0_var(--color-pulse)]",
            )}
          >
            <span className="truncate text-ink-muted text-xs">{metric.label}</span>
            <Figure metric={metric} now={now} before={before} />
            <Sparkline
              {...courseOf(buckets, interval, clock, (bucket) => bucket[metric.name] ?? 0)}
            />
          </button>
        </Hint>
      ))}
    </div>
  );
}

function Figure({
  metric: { name, format, isMoreGood },
  now,
  before,
}: {
  metric: Metric;
  now: Totals | undefined;
  before: Totals | null | undefined;
}) {
  if (!now) return <Skeleton className="my-1 h-5 w-16" />;
  const [value, earlier] = [now[name], before?.[name] ?? null];
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="truncate font-semibold text-lg tabular-nums">
        <Tinted value={value ?? -1}>{value === null ? "–" : format(value)}</Tinted>
      </span>
      {value !== null && earlier !== null ? (
        <Change now={value} before={earlier} isMoreGood={isMoreGood} />
      ) : null}
    </span>
  );
}
