/** The numbers of the overview: their names, how they are written, and which way is good. */

import { formatCount, formatDuration } from "../format";

/** What every bucket of time and every row of a table has. */
export interface Totals {
  visitors: number;
  sessions: number;
  pageViews: number;
  pagesPerSession: number;
  bounceRate: number;
  averageDuration: number;
  frustrationRate: number;
  /** Null where no page view told how deep it was scrolled. */
  scrollDepth: number | null;
}

export type MetricName = keyof Totals;

export interface Metric {
  name: MetricName;
  label: string;
  /** What it counts, for whoever meets it first. */
  note: string;
  format: (value: number) => string;
  /** Whether more of it is good news; `null` where it is neither. */
  isMoreGood: boolean | null;
}

/** A share 0…1 as a percentage; with a digit behind the point below ten. */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${percent >= 10 || percent === 0 ? Math.round(percent) : percent.toFixed(1)} %`;
}

function formatMean(value: number): string {
  return value.toFixed(1);
}

export const METRICS: readonly Metric[] = [
  {
    name: "visitors",
    label: "Visitors",
    note: "Different visitors; who stores nothing counts once for each session.",
    format: formatCount,
    isMoreGood: true,
  },
  {
    name: "sessions",
    label: "Sessions",
    note: "Visits that began in this range.",
    format: formatCount,
    isMoreGood: true,
  },
  {
    name: "pageViews",
    label: "Page views",
    note: "Pages seen in these sessions.",
    format: formatCount,
    isMoreGood: true,
  },
  {
    name: "pagesPerSession",
    label: "Pages per session",
    note: "Page views divided by sessions.",
    format: formatMean,
    isMoreGood: null,
  },
  {
    name: "bounceRate",
    label: "Bounce rate",
    note: "Sessions with one page view and no custom event.",
    format: formatShare,
    isMoreGood: false,
  },
  {
    name: "averageDuration",
    label: "Average duration",
    note: "From the first to the last thing that happened in a session.",
    format: formatDuration,
    isMoreGood: true,
  },
  {
    name: "scrollDepth",
    label: "Scroll depth",
    note: "How much of a page was seen: the mean of its page views.",
    format: formatShare,
    isMoreGood: true,
  },
  {
    name: "frustrationRate",
    label: "Frustrated",
    note: "Sessions with rage clicks, dead clicks, clicks that broke something, or errors.",
    format: formatShare,
    isMoreGood: false,
  },
];

/** How a number changed, as a share of what it was; null where there was nothing. */
export function changeOf(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / before;
}
