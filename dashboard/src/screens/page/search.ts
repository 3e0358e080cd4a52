import { INTERVALS, type Interval } from "../overview/search";
import { METRIC_NAMES, type PageMetricName } from "./metrics";

/** What the view of one page shows beside the filters, as it stands in the address. */
export interface PageSearch {
  /** As pages are listed, `host/path`, or an address; missing for none. */
  page?: string | undefined;
  metric?: PageMetricName | undefined;
  interval?: Interval | undefined;
  /** The range before is shown as well, unless this says no. */
  compare?: "no" | undefined;
}

/** Longest address that the server takes. */
const MAX_PAGE_LENGTH = 2_048;

export function parsePageSearch(search: Record<string, unknown>): PageSearch {
  const { page } = search;
  const isPage = typeof page === "string" && page !== "" && page.length <= MAX_PAGE_LENGTH;
  return {
    page: isPage ? page : undefined,
    metric: METRIC_NAMES.find((name) => name === search.metric && name !== "pageViews"),
    interval: INTERVALS.find((interval) => interval === search.interval),
    compare: search.compare === "no" ? "no" : undefined,
  };
}
