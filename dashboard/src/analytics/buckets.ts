import { addDays, addHours, differenceInCalendarDays, format, parseISO } from "date-fns";
import type { Course } from "../charts/sparkline";

export const INTERVALS = ["hour", "day", "week", "month"] as const;
export type Interval = (typeof INTERVALS)[number];

/** Where a bucket begins: Unix ms, and as a local date (or date and hour). */
interface Begin {
  at: number;
  date: string;
}

/** What a bucket spans by the server's word for it; days while that is not known. */
export function intervalOf(told: string | undefined): Interval {
  return INTERVALS.find((interval) => interval === told) ?? "day";
}

/** The words for a bucket: on the axis, and in full. `date` is local: `2026-11-23` or with an hour. */
export function bucketWords(date: string, interval: Interval): { short: string; long: string } {
  const begin = parseISO(date);
  switch (interval) {
    case "hour":
      return {
        short: format(begin, "HH:mm"),
        long: `${format(begin, "EEE d MMM, HH:mm")}–${format(addHours(begin, 1), "HH:mm")}`,
      };
    case "week":
      return {
        short: format(begin, "d MMM"),
        long: `${format(begin, "d MMM")} – ${format(addDays(begin, 6), "d MMM yyyy")}`,
      };
    case "month":
      return { short: format(begin, "MMM yy"), long: format(begin, "MMMM yyyy") };
    case "day":
      return { short: format(begin, "d MMM"), long: format(begin, "EEEE, d MMMM yyyy") };
    default:
      return interval satisfies never;
  }
}

/** First and last day of a bucket: what the list behind it is filtered by. An hour's is its day. */
export function bucketDays(date: string, interval: Interval): { from: string; to: string } {
  const from = date.slice(0, 10);
  const begin = parseISO(from);
  const last = {
    hour: begin,
    day: begin,
    week: addDays(begin, 6),
    month: addDays(new Date(begin.getFullYear(), begin.getMonth() + 1, 1), -1),
  }[interval];
  return { from, to: format(last, "yyyy-MM-dd") };
}

const HOUR_MS = 3_600_000;

/** What every chart over time says of a bucket: its words, and how far it is. `now` is Unix ms. */
export function placeOf(bucket: Begin, interval: Interval, now: number) {
  return {
    ...bucketWords(bucket.date, interval),
    at: bucket.at,
    isGoingOn: isGoingOn(bucket, interval, now),
    isAhead: bucket.at > now,
  };
}

/** How a number of the buckets went, without those that lie ahead, where nothing can be yet. */
export function courseOf<B extends Begin>(
  buckets: readonly B[],
  interval: Interval,
  now: number,
  read: (bucket: B) => number,
): Course {
  const begun = buckets.filter(({ at }) => at <= now);
  const last = begun.at(-1);
  return {
    values: begun.map(read),
    isLastGoingOn: last !== undefined && isGoingOn(last, interval, now),
  };
}

/** Whether the bucket has begun, and more may still come into it. */
function isGoingOn(bucket: Begin, interval: Interval, now: number): boolean {
  const { from, to } = bucketDays(bucket.date, interval);
  const days = differenceInCalendarDays(parseISO(to), parseISO(from)) + 1;
  // Where clocks change a day is an hour longer or shorter: of no matter for what is drawn.
  return (
    bucket.at <= now && now < bucket.at + (interval === "hour" ? HOUR_MS : days * 24 * HOUR_MS)
  );
}

/** A chart's points: the values of the buckets, beside those of the range before where it is compared. */
export function bucketPoints<B extends Begin>(
  buckets: readonly B[],
  before: readonly B[] | null | undefined,
  interval: Interval,
  read: (bucket: B) => number,
) {
  const now = Date.now();
  return buckets.map((bucket, n) => {
    const earlier = before?.[n];
    return {
      ...placeOf(bucket, interval, now),
      value: read(bucket),
      before: before ? (earlier ? read(earlier) : 0) : undefined,
    };
  });
}
