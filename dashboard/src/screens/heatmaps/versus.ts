/** The second of two maps that are compared, as it stands in the address. */

import { type DayRange, daysBefore, describeDays } from "../../filters/dates";
import { describeRange, type Filters, parseFilters, rangeOf } from "../../filters/filters";
import { parseSearch, stringifySearch } from "../../search";

/** What the address says for the days right before, with all other filters alike. */
export const PREVIOUS = "previous";

/** Return the filters of the second map; null where nothing is compared or nothing came before. */
export function otherFilters(
  versus: string | undefined,
  filters: Filters,
  timeZone: string,
  now: number,
): Filters | null {
  if (versus === undefined) return null;
  if (versus !== PREVIOUS) return parseFilters(parseSearch(versus));
  const before = daysBefore(rangeOf(filters, timeZone, now));
  return before && { ...withoutDays(filters), from: before.startDate, to: before.endDate };
}

/** Whether there are days right before those of some filters. */
export function hasPrevious(filters: Filters, timeZone: string, now: number): boolean {
  return daysBefore(rangeOf(filters, timeZone, now)) !== null;
}

/** Return filters as the address holds them for the second map. */
export function writeVersus({ pageURL: _, ...filters }: Filters): string {
  // Without any filter the text would be empty, which means that nothing is compared.
  return stringifySearch(filters).slice(1) || "range=7d";
}

/** The filters of both maps that show phones beside desktops. */
export function mobileAgainstDesktop(filters: Filters): { first: Filters; versus: string } {
  const { device: _, ...others } = filters;
  return { first: { device: ["mobile"] }, versus: writeVersus({ ...others, device: ["desktop"] }) };
}

/** The days of some filters, in words that a sentence can hold. */
export function daysText(filters: Filters, timeZone: string, now: number): string {
  const { startDate, endDate }: DayRange = rangeOf(filters, timeZone, now);
  if (startDate === undefined || endDate === undefined) return describeRange(filters);
  return describeDays(startDate, endDate);
}

function withoutDays({ range: _r, from: _f, to: _t, ...others }: Filters): Filters {
  return others;
}
