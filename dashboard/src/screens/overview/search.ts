import { type ChartSearch, parseChartSearch } from "../../analytics/chart-search";
import { METRICS, type MetricName } from "../../analytics/metrics";

/** What the screen shows beside the filters, as it stands in the address. */
export interface OverviewSearch extends ChartSearch {
  metric?: MetricName | undefined;
}

export function parseOverviewSearch(search: Record<string, unknown>): OverviewSearch {
  return {
    ...parseChartSearch(search),
    metric: METRICS.find(({ name }) => name === search.metric && name !== "visitors")?.name,
  };
}
