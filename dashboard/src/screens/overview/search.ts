import { METRICS, type MetricName } from "../../analytics/metrics";

export const INTERVALS = ["hour", "day", "week", "month"] as const;
export type Interval = (typeof INTERVALS)[number];

/** What the screen shows beside the filters, as it stands in the address. */
export interface OverviewSearch {
  metric?: MetricName | undefined;
  interval?: Interval | undefined;
  /** The range before is shown as well, unless this says no. */
  compare?: "no" | undefined;
}

export function parseOverviewSearch(search: Record<string, unknown>): OverviewSearch {
  return {
    metric: METRICS.find(({ name }) => name === search.metric && name !== "visitors")?.name,
    interval: INTERVALS.find((interval) => interval === search.interval),
    compare: search.compare === "no" ? "no" : undefined,
  };
}
