import { type ChartSearch, parseChartSearch } from "../../analytics/chart-search";
import { METRIC_NAMES, type PageMetricName } from "./metrics";

/** What the view of one page shows beside the filters, as it stands in the address. */
export interface PageSearch extends ChartSearch {
  /** As pages are listed, `host/path`, or an address; missing for none. */
  page?: string | undefined;
  metric?: PageMetricName | undefined;
}

/** Longest address that the server takes. */
const MAX_PAGE_LENGTH = 2_048;

export function parsePageSearch(search: Record<string, unknown>): PageSearch {
  const { page } = search;
  const isPage = typeof page === "string" && page !== "" && page.length <= MAX_PAGE_LENGTH;
  return {
    ...parseChartSearch(search),
    page: isPage ? page : undefined,
    metric: METRIC_NAMES.find((name) => name === search.metric && name !== "pageViews"),
  };
}
