/** What alerts are about, and how their numbers are written. */

import { formatShare } from "../../analytics/metrics";
import type { AlertRule } from "../../api";
import { formatCount } from "../../format";

export type Metric = AlertRule["metric"];
export type Condition = AlertRule["condition"];

type Unit = "count" | "rate" | "ms" | "plain";
export const METRICS: readonly { value: Metric; label: string; unit: Unit }[] = [
  { value: "visitors", label: "Visitors", unit: "count" },
  { value: "sessions", label: "Sessions", unit: "count" },
  { value: "pageViews", label: "Page views", unit: "count" },
  { value: "conversions", label: "Conversions of a goal", unit: "count" },
  { value: "conversionRate", label: "Conversion rate of a goal", unit: "rate" },
  { value: "bounceRate", label: "Bounce rate", unit: "rate" },
  { value: "frustrationRate", label: "Frustrated sessions", unit: "rate" },
  { value: "rageClicks", label: "Rage clicks", unit: "count" },
  { value: "deadClicks", label: "Dead clicks", unit: "count" },
  { value: "errors", label: "Errors", unit: "count" },
  { value: "customEvents", label: "Custom events", unit: "count" },
  { value: "lcp", label: "LCP, 75th percentile", unit: "ms" },
  { value: "inp", label: "INP, 75th percentile", unit: "ms" },
  { value: "cls", label: "CLS, 75th percentile", unit: "plain" },
];

export const CONDITIONS: readonly { value: Condition; label: string; note: string }[] = [
  { value: "above", label: "is above", note: "A fixed number" },
  { value: "below", label: "is below", note: "A fixed number" },
  {
    value: "spike",
    label: "is unusually high",
    note: "Against the same hours of the four weeks before",
  },
];

export const WINDOWS = [
  { value: "15", label: "15 minutes" },
  { value: "60", label: "hour" },
  { value: "180", label: "3 hours" },
  { value: "720", label: "12 hours" },
  { value: "1440", label: "day" },
  { value: "10080", label: "week" },
] as const;

export function unitOf(metric: Metric): Unit {
  return METRICS.find(({ value }) => value === metric)?.unit ?? "count";
}

/** What stands behind the field of a bound. */
export function unitWords(metric: Metric, condition: Condition): string {
  if (condition === "spike") return "times the usual";
  return { count: "", rate: "%", ms: "ms", plain: "" }[unitOf(metric)];
}

/** A number of a metric as people read it. */
export function valueWords(metric: Metric, value: number | null): string {
  if (value === null) return "nothing to measure";
  switch (unitOf(metric)) {
    case "rate":
      return formatShare(value);
    case "ms":
      return `${formatCount(Math.round(value))} ms`;
    case "plain":
      return value.toFixed(2);
    default:
      return formatCount(Math.round(value * 10) / 10);
  }
}

export function windowWords(minutes: number): string {
  const known = WINDOWS.find(({ value }) => Number(value) === minutes);
  return known ? known.label : `${minutes} minutes`;
}

/** A rule as a sentence. */
export function ruleWords(rule: AlertRule): string {
  const metric = METRICS.find(({ value }) => value === rule.metric)?.label ?? rule.metric;
  const span = windowWords(rule.windowMinutes);
  if (rule.condition === "spike") {
    return `${metric} of the last ${span} over ${rule.bound} times the usual`;
  }
  return `${metric} of the last ${span} ${rule.condition} ${valueWords(rule.metric, rule.bound)}`;
}

/** Of a typed number: rates are typed in percent. */
export function boundOf(typed: string, metric: Metric, condition: Condition): number {
  const number = Number(typed);
  return condition !== "spike" && unitOf(metric) === "rate" ? number / 100 : number;
}

export function typedOf(bound: number, metric: Metric, condition: Condition): string {
  const isRate = condition !== "spike" && unitOf(metric) === "rate";
  return String(isRate ? Math.round(bound * 10_000) / 100 : bound);
}
