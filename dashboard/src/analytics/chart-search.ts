import { INTERVALS, type Interval } from "./buckets";

/** How numbers over time are drawn, as it stands in the address. */
export interface ChartSearch {
  interval?: Interval | undefined;
  /** The range before is shown as well, unless this says no. */
  compare?: "no" | undefined;
}

export function parseChartSearch(search: Record<string, unknown>): ChartSearch {
  return {
    interval: INTERVALS.find((interval) => interval === search.interval),
    compare: search.compare === "no" ? "no" : undefined,
  };
}

/** What the server is asked for that. */
export function chartQuery({ interval, compare }: ChartSearch) {
  return { ...(interval ? { interval } : {}), ...compareQuery(compare) };
}

/** The part of it that numbers without a chart are asked by, too. */
export function compareQuery(compare: ChartSearch["compare"]) {
  return compare === "no" ? {} : { compare: "previous" as const };
}
