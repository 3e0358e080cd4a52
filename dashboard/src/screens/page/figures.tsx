import type { components } from "@pagepulse/contract";
import { courseOf, type Interval } from "../../analytics/buckets";
import { Change } from "../../analytics/change";
import { SessionsNumber } from "../../analytics/links";
import { Vital } from "../../analytics/vital";
import { VITALS } from "../../analytics/vitals";
import { Sparkline } from "../../charts/sparkline";
import { cn } from "../../components/class-names";
import { Hint } from "../../components/hint";
import {
  isOverTime,
  PAGE_METRICS,
  type PageBucket,
  type PageMetric,
  type PageMetricName,
  valueIn,
} from "./metrics";

type Row = components["schemas"]["PageRow"];

/** The numbers of the page; each opens its sessions, and those over time can be drawn below. */
export function Figures({
  now,
  before,
  buckets,
  interval,
  chosen,
  onChoose,
}: {
  now: Row;
  before: Row | null;
  buckets: readonly PageBucket[];
  interval: Interval;
  chosen: PageMetricName;
  onChoose: (name: PageMetricName) => void;
}) {
  return (
    <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-4 xl:grid-cols-7">
      {PAGE_METRICS.map((metric) => (
        <li
          key={metric.name}
          className={cn(
            "flex min-w-0 flex-col gap-1 bg-surface p-3 max-sm:last:col-span-2 sm:max-xl:last:col-span-4 xl:last:col-span-2",
            metric.name === chosen && "shadow-[inset_0_-2px_0_var(--color-pulse)]",
          )}
        >
          <Label metric={metric} isChosen={metric.name === chosen} onChoose={onChoose} />
          <Figure metric={metric} now={now} before={before} />
          <Trend metric={metric} buckets={buckets} interval={interval} />
        </li>
      ))}
    </ul>
  );
}

function Label({
  metric: { name, label, note },
  isChosen,
  onChoose,
}: {
  metric: PageMetric;
  isChosen: boolean;
  onChoose: (name: PageMetricName) => void;
}) {
  const look = "truncate text-left text-ink-muted text-xs";
  return (
    <Hint text={note} side="bottom">
      {isOverTime(name) ? (
        <button
          type="button"
          aria-pressed={isChosen}
          onClick={() => onChoose(name)}
          className={cn(look, "rounded-sm hover:text-pulse hover:underline")}
        >
          {label}
        </button>
      ) : (
        <span className={look}>{label}</span>
      )}
    </Hint>
  );
}

function Figure({ metric, now, before }: { metric: PageMetric; now: Row; before: Row | null }) {
  const value = valueIn(now, metric);
  const earlier = before && valueIn(before, metric);
  const vital = VITALS.find((name) => name.toLowerCase() === metric.name);
  if (value === null) return <span className="text-ink-faint text-lg">–</span>;
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-2 font-semibold text-lg">
      <SessionsNumber more={metric.sessionsOf(now.pageURL)}>
        {vital ? <Vital name={vital} value={value} /> : metric.format(value)}
      </SessionsNumber>
      {earlier === null || (earlier === 0 && value === 0) ? null : (
        <span className="font-normal">
          <Change now={value} before={earlier} isMoreGood={metric.isMoreGood} />
        </span>
      )}
    </span>
  );
}

function Trend({
  metric: { name },
  buckets,
  interval,
}: {
  metric: PageMetric;
  buckets: readonly PageBucket[];
  interval: Interval;
}) {
  if (!isOverTime(name)) return null;
  return <Sparkline {...courseOf(buckets, interval, Date.now(), (bucket) => bucket[name] ?? 0)} />;
}
