import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { bucketDays, bucketPoints, intervalOf } from "../../analytics/buckets";
import { AnnotatedChart } from "../../annotations/annotated-chart";
import { withMore } from "../../filters/happenings";
import { useProject } from "../../project";
import type { PageBucket, PageMetric, PageMetricName } from "./metrics";

/** One number of the page over time; a press opens its sessions of that time. */
export function Trend({
  page,
  metric,
  interval,
  buckets,
  before,
}: {
  page: string;
  metric: PageMetric & { name: PageMetricName };
  interval: string;
  buckets: readonly PageBucket[];
  before: readonly PageBucket[] | null;
}) {
  const { projectId } = useProject();
  const navigate = useNavigate();
  const by = intervalOf(interval);
  const points = useMemo(
    () => bucketPoints(buckets, before, by, (bucket) => bucket[metric.name] ?? 0),
    [buckets, before, metric, by],
  );
  const open = (index: number) => {
    const bucket = buckets[index];
    if (!bucket) return;
    const days = { range: undefined, ...bucketDays(bucket.date, by) };
    void navigate({
      to: "/p/$projectId/sessions",
      params: { projectId },
      search: (previous) => ({ ...withMore(previous, metric.sessionsOf(page)), ...days }),
    });
  };
  return (
    <AnnotatedChart
      points={points}
      label={`${metric.label} by ${by}`}
      format={metric.format}
      onOpen={open}
      className="h-56"
    />
  );
}
