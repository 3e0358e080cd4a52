export const PERIODS = ["day", "week", "month"] as const;
export type Period = (typeof PERIODS)[number];

export interface RetentionSearch {
  /** Missing for weeks. */
  period?: Period | undefined;
}

export function parseRetentionSearch({ period }: Record<string, unknown>): RetentionSearch {
  return { period: PERIODS.find((one) => one === period && one !== "week") };
}
