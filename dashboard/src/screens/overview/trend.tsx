import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Metric, Totals } from "../../analytics/metrics";
import { AnnotatedChart } from "../../annotations/annotated-chart";
import { Skeleton } from "../../components/skeleton";
import { useProject } from "../../project";
import { bucketDays, placeOf } from "./buckets";
import { INTERVALS, type Interval } from "./search";

export type Bucket = Totals & { at: number; date: string };

/** The chosen number over time; a press opens the sessions of that time. */
export function Trend({
  metric,
  interval,
  buckets,
  before,
}: {
  metric: Metric;
  interval: string | undefined;
  buckets: readonly Bucket[] | undefined;
  before: readonly Bucket[] | null | undefined;
}) {
  const { projectId } = useProject();
  const navigate = useNavigate();
  const by = INTERVALS.find((one) => one === interval) ?? "day";
  const points = useMemo(
    () => pointsOf(buckets ?? [], before ?? null, metric, by),
    [buckets, before, metric, by],
  );
  if (!buckets) return <Skeleton className="h-64 w-full rounded-lg" />;
  const open = (index: number) => {
    const bucket = buckets[index];
    if (!bucket) return;
    void navigate({
      to: "/p/$projectId/sessions",
      params: { projectId },
      search: (previous) => ({ ...previous, range: undefined, ...bucketDays(bucket.date, by) }),
    });
  };
  return (
    <AnnotatedChart
      points={points}
      label={`${metric.label} by ${by}`}
      format={metric.format}
      onOpen={open}
      className="h-64"
    />
  );
}

function pointsOf(
  buckets: readonly Bucket[],
  before: readonly Bucket[] | null,
  { name }: Metric,
  interval: Interval,
) {
  return buckets.map((bucket, n) => ({
    ...placeOf(bucket, interval, Date.now()),
    value: bucket[name] ?? 0,
    before: before ? (before[n]?.[name] ?? 0) : undefined,
  }));
}
