/** How web vitals are written, and what is good (web.dev/vitals). */

export const VITALS = ["LCP", "INP", "CLS", "FCP", "TTFB"] as const;
export type VitalName = (typeof VITALS)[number];

export const VITAL_LABELS: Record<VitalName, string> = {
  LCP: "Largest contentful paint",
  INP: "Interaction to next paint",
  CLS: "Cumulative layout shift",
  FCP: "First contentful paint",
  TTFB: "Time to first byte",
};

/** Good up to the first, poor from the second; ms, of CLS without a unit. */
const THRESHOLDS: Record<VitalName, readonly [number, number]> = {
  LCP: [2_500, 4_000],
  INP: [200, 500],
  CLS: [0.1, 0.25],
  FCP: [1_800, 3_000],
  TTFB: [800, 1_800],
};

/** `1.8 s`, `120 ms`, of CLS `0.05`. */
export function formatVital(name: VitalName, value: number): string {
  if (name === "CLS") return value.toFixed(2);
  return value >= 1_000 ? `${(value / 1_000).toFixed(1)} s` : `${Math.round(value)} ms`;
}

/** The ratings, best first. */
export const RATED_VITALS = ["good", "fair", "poor"] as const;
export type Rating = (typeof RATED_VITALS)[number];

/** Good up to the first, poor above the second. */
export function limitsOf(name: VitalName): readonly [number, number] {
  return THRESHOLDS[name];
}

export function ratingOf(name: VitalName, value: number): Rating {
  const [good, poor] = THRESHOLDS[name];
  if (value <= good) return "good";
  return value < poor ? "fair" : "poor";
}
