import type { BreakdownDimension } from "../overview/breakdown-card";

/** The dimensions of each screen, the one that it begins with first. */
export const SOURCE_DIMENSIONS = ["channel", "source", "utmCampaign", "utmMedium"] as const;
export const DEVICE_DIMENSIONS = [
  "device",
  "browser",
  "os",
  "screen",
  "language",
  "country",
] as const satisfies readonly BreakdownDimension[];

/** What a screen of one dimension shows beside the filters, as it stands in the address. */
export interface BreakdownSearch {
  /** Missing for the first of the screen. */
  dimension?: BreakdownDimension | undefined;
  find?: string | undefined;
}

/** Longest text to find rows by. */
const MAX_FIND_LENGTH = 200;

export function parseBreakdownSearch(
  dimensions: readonly BreakdownDimension[],
): (search: Record<string, unknown>) => BreakdownSearch {
  return ({ dimension, find }) => ({
    dimension: dimensions.find((name) => name === dimension && name !== dimensions[0]),
    find: typeof find === "string" && find !== "" ? find.slice(0, MAX_FIND_LENGTH) : undefined,
  });
}
