import {
  addDays,
  differenceInCalendarDays,
  format,
  isValid,
  parseISO,
  startOfMonth,
} from "date-fns";

export const PRESETS = ["today", "yesterday", "7d", "30d", "90d", "month", "all"] as const;
export type Preset = (typeof PRESETS)[number];

/** Shown when the URL names no range. */
export const DEFAULT_PRESET: Preset = "7d";

/** First and last day, both included, as ISO dates in the project's time zone; absent is unbounded. */
export type DayRange = { startDate?: string; endDate?: string };

const PRESET_LABELS: Record<Preset, string> = {
  today: "Today",
  yesterday: "Yesterday",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  "90d": "Last 90 days",
  month: "This month",
  all: "All time",
};

export function presetLabel(preset: Preset): string {
  return PRESET_LABELS[preset];
}

export function isPreset(value: unknown): value is Preset {
  return PRESETS.some((preset) => preset === value);
}

/** Whether text is an existing day as `2026-11-23`. */
export function isDay(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && isValid(parseISO(value));
}

/** Today's date on the clocks of a time zone; falls back to UTC for a zone the browser lacks. */
export function todayIn(timeZone: string, now: number): string {
  // The Swedish format happens to be the ISO one.
  const format = (zone: string) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(now);
  try {
    return format(timeZone);
  } catch {
    return format("UTC");
  }
}

/** Move an ISO date by whole days. Calendar days only: changes of the clock do not matter. */
export function moveDay(day: string, days: number): string {
  return format(addDays(parseISO(day), days), "yyyy-MM-dd");
}

/** The days of a preset; `7d` is today and the six days before it. */
export function daysOf(preset: Preset, timeZone: string, now: number): DayRange {
  const today = todayIn(timeZone, now);
  switch (preset) {
    case "today":
      return { startDate: today, endDate: today };
    case "yesterday":
      return { startDate: moveDay(today, -1), endDate: moveDay(today, -1) };
    case "7d":
      return { startDate: moveDay(today, -6), endDate: today };
    case "30d":
      return { startDate: moveDay(today, -29), endDate: today };
    case "90d":
      return { startDate: moveDay(today, -89), endDate: today };
    case "month":
      return { startDate: format(startOfMonth(parseISO(today)), "yyyy-MM-dd"), endDate: today };
    case "all":
      return {};
    default:
      return preset satisfies never;
  }
}

/** The same number of days right before a range; null where a range has no beginning or end. */
export function daysBefore({ startDate, endDate }: DayRange): Required<DayRange> | null {
  if (startDate === undefined || endDate === undefined) return null;
  const length = differenceInCalendarDays(parseISO(endDate), parseISO(startDate)) + 1;
  return { startDate: moveDay(startDate, -length), endDate: moveDay(startDate, -1) };
}

/** `3 Nov 2026` or `3 Nov – 9 Nov 2026`; the year is said once. */
export function describeDays(from: string, to: string): string {
  const last = format(parseISO(to), "d MMM yyyy");
  if (from === to) return last;
  const pattern = from.slice(0, 4) === to.slice(0, 4) ? "d MMM" : "d MMM yyyy";
  return `${format(parseISO(from), pattern)} – ${last}`;
}
