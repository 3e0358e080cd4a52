import { addDays, addHours, differenceInCalendarDays, format, parseISO } from "date-fns";
import type { Interval } from "./search";

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

/** What every chart over time says of a bucket that begins at `at`, Unix ms: its words, and how far it is. */
export function placeOf(bucket: { at: number; date: string }, interval: Interval, now: number) {
  return {
    ...bucketWords(bucket.date, interval),
    at: bucket.at,
    isGoingOn: isGoingOn(bucket, interval, now),
    isAhead: bucket.at > now,
  };
}

/** The buckets without those that lie ahead, where nothing can be yet. */
export function begunOf<Bucket extends { at: number }>(
  buckets: readonly Bucket[],
  now: number,
): readonly Bucket[] {
  return buckets.filter(({ at }) => at <= now);
}

/** Whether the bucket has begun, and more may still come into it. */
function isGoingOn(bucket: { at: number; date: string }, interval: Interval, now: number): boolean {
  const { from, to } = bucketDays(bucket.date, interval);
  const days = differenceInCalendarDays(parseISO(to), parseISO(from)) + 1;
  // Where clocks change a day is an hour longer or shorter: of no matter for what is drawn.
  return (
    bucket.at <= now && now < bucket.at + (interval === "hour" ? HOUR_MS : days * 24 * HOUR_MS)
  );
}
