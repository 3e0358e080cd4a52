/** Which sessions a number of the retention table opens. */

import {
  addDays,
  addMonths,
  addWeeks,
  differenceInCalendarDays,
  differenceInCalendarMonths,
  differenceInCalendarWeeks,
  format,
  parseISO,
} from "date-fns";
import { bucketDays } from "../../analytics/buckets";
import type { DayRange } from "../../filters/dates";
import { conditionsOf, type Filters, NO_FILTERS } from "../../filters/filters";
import { ofCohort, withMore } from "../../filters/happenings";
import type { Period } from "./search";

const MOVE = { day: addDays, week: addWeeks, month: addMonths };

/** The server tells no more periods than the first and so many behind it. */
const MAX_LATER = 30;
const BEGUN = {
  day: differenceInCalendarDays,
  week: (today: Date, first: Date) => differenceInCalendarWeeks(today, first, { weekStartsOn: 1 }),
  month: differenceInCalendarMonths,
};

/** How many periods of the visitors who came first in that of `date` have begun by `today`. */
export function periodsBegun(date: string, period: Period, today: string): number {
  return Math.min(BEGUN[period](parseISO(today), parseISO(date)), MAX_LATER) + 1;
}

/** The question of the table: its filters, and the days they are about. */
export interface Asked {
  filters: Filters;
  range: DayRange;
  timeZone: string;
  period: Period;
}

/**
 * The filters of all sessions, in the period `later` ones after the first, of the visitors who
 * came first in the period of `date`; null where no address can say them.
 *
 * Who came first fits the filters of the table, and came in its days. What they did later is
 * counted whatever it was like, so no filter but theirs is left then.
 */
export function sessionsOf(asked: Asked, date: string, later: number): Filters | null {
  const { filters, range, timeZone, period } = asked;
  const days = bucketDays(date, period);
  const first = {
    from: range.startDate && range.startDate > days.from ? range.startDate : days.from,
    to: range.endDate && range.endDate < days.to ? range.endDate : days.to,
  };
  const cohort = ofCohort(first, timeZone, conditionsOf(filters));
  if (cohort === null) return null;
  if (later === 0) return withMore({ ...filters, range: undefined, ...first }, cohort);
  const begin = format(MOVE[period](parseISO(date), later), "yyyy-MM-dd");
  const { visitorType } = filters;
  return {
    ...NO_FILTERS,
    ...(visitorType === "own" ? { visitorType } : {}),
    range: undefined,
    ...bucketDays(begin, period),
    ...cohort,
  };
}
