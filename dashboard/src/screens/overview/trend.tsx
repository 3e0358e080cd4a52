import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { bucketDays, bucketPoints, intervalOf } from "../../analytics/buckets";
import type { Metric, Totals } from "../../analytics/metrics";
import { AnnotatedChart } from "../../annotations/annotated-chart";
import { Skeleton } from "../../components/skeleton";
import { useProject } from "../../project";

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
  const by = intervalOf(interval);
  const points = useMemo(
    () => bucketPoints(buckets ?? [], before, by, (bucket) => bucket[metric.name] ?? 0),
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
