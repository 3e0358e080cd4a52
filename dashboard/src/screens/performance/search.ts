import { VITALS, type VitalName } from "../../analytics/vitals";

export interface PerformanceSearch {
  /** The vital that the parts below are about; missing for LCP. */
  vital?: VitalName | undefined;
}

export function parsePerformanceSearch(search: Record<string, unknown>): PerformanceSearch {
  return { vital: VITALS.find((name) => name === search.vital && name !== "LCP") };
}
