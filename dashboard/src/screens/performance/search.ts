import { VITALS, type VitalName } from "../../analytics/vitals";

export interface PerformanceSearch {
  /** The vital that the parts below are about; missing for LCP. */
  vital?: VitalName | undefined;
  /** The page that the vital is drawn on; missing for the one with most page views. */
  page?: string | undefined;
}

/** Longest address that the server takes. */
const MAX_PAGE_LENGTH = 2_048;

export function parsePerformanceSearch(search: Record<string, unknown>): PerformanceSearch {
  const { page } = search;
  const isPage = typeof page === "string" && page !== "" && page.length <= MAX_PAGE_LENGTH;
  return {
    page: isPage ? page : undefined,
    vital: VITALS.find((name) => name === search.vital && name !== "LCP"),
  };
}
