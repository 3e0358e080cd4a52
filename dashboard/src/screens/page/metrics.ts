/** The numbers of one page: how they are written, which way is good, and what opens them. */

import type { components } from "@pagepulse/contract";
import { formatShare } from "../../analytics/metrics";
import { formatVital, type VitalName } from "../../analytics/vitals";
import type { Filters } from "../../filters/filters";
import { felt, happening, withMore } from "../../filters/happenings";
import { formatCount, formatDuration } from "../../format";

type Row = components["schemas"]["PageRow"];
export type PageBucket = components["schemas"]["PageBucket"];

/** Those that are told over time as well, in the order of the screen. */
export const METRIC_NAMES = [
  "pageViews",
  "visitors",
  "entries",
  "exits",
  "averageTime",
  "bounceRate",
] as const;
export type PageMetricName = (typeof METRIC_NAMES)[number];

/** Those that only the whole range has. */
type OtherName = "scrollDepth" | "rageClicks" | "deadClicks" | "errors" | "lcp" | "inp" | "cls";

export interface PageMetric {
  name: PageMetricName | OtherName;
  label: string;
  note: string;
  format: (value: number) => string;
  /** Whether more of it is good news; `null` where it is neither. */
  isMoreGood: boolean | null;
  /** What makes the sessions of the screen those of the number. */
  sessionsOf: (page: string) => Filters;
}

const saw = (page: string): Filters => ({ pageURL: page });
const vital = (name: VitalName) => ({
  format: (value: number) => formatVital(name, value),
  isMoreGood: false,
  sessionsOf: (page: string) => felt(name, { page }),
});

export const PAGE_METRICS: readonly PageMetric[] = [
  {
    name: "pageViews",
    label: "Views",
    note: "How often the page was shown.",
    format: formatCount,
    isMoreGood: true,
    sessionsOf: saw,
  },
  {
    name: "visitors",
    label: "Visitors",
    note: "Different visitors who saw it.",
    format: formatCount,
    isMoreGood: true,
    sessionsOf: saw,
  },
  {
    name: "entries",
    label: "Entries",
    note: "Sessions that began here.",
    format: formatCount,
    isMoreGood: true,
    sessionsOf: (page) => happening("entry", page),
  },
  {
    name: "exits",
    label: "Exits",
    note: "Sessions that ended here.",
    format: formatCount,
    isMoreGood: null,
    sessionsOf: (page) => happening("exit", page),
  },
  {
    name: "averageTime",
    label: "Time",
    note: "Until the next page of the tab, or the end of the session; mean.",
    format: formatDuration,
    isMoreGood: true,
    sessionsOf: saw,
  },
  {
    name: "bounceRate",
    label: "Bounce rate",
    note: "Of the sessions that began here, those that saw nothing else and did nothing.",
    format: formatShare,
    isMoreGood: false,
    sessionsOf: (page) => withMore(happening("entry", page), happening("bounce")),
  },
  {
    name: "scrollDepth",
    label: "Scroll depth",
    note: "The deepest part of the page that was seen; mean of the views.",
    format: formatShare,
    isMoreGood: true,
    sessionsOf: saw,
  },
  {
    name: "rageClicks",
    label: "Rage clicks",
    note: "Rows of clicks that the page ignored.",
    format: formatCount,
    isMoreGood: false,
    sessionsOf: (page) => happening("rage", page),
  },
  {
    name: "deadClicks",
    label: "Dead clicks",
    note: "Clicks after which nothing happened.",
    format: formatCount,
    isMoreGood: false,
    sessionsOf: (page) => happening("dead", page),
  },
  {
    name: "errors",
    label: "Errors",
    note: "Errors that the page threw.",
    format: formatCount,
    isMoreGood: false,
    sessionsOf: (page) => happening("page-error", page),
  },
  { name: "lcp", label: "LCP", note: "Largest contentful paint, p75.", ...vital("LCP") },
  { name: "inp", label: "INP", note: "Interaction to next paint, p75.", ...vital("INP") },
  { name: "cls", label: "CLS", note: "Cumulative layout shift, p75.", ...vital("CLS") },
];

/** Whether a number is told over time. */
export function isOverTime(name: PageMetric["name"]): name is PageMetricName {
  return METRIC_NAMES.some((one) => one === name);
}

/** The number in a row; null where nothing was measured. */
export function valueIn(row: Row, { name }: PageMetric): number | null {
  return row[name];
}
