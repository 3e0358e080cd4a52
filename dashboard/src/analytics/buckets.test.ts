import { describe, expect, it } from "vitest";
import { bucketDays, bucketWords, courseOf, placeOf } from "./buckets";

describe("a bucket", () => {
  it.each([
    ["2026-11-23T14:00", "hour", { short: "14:00", long: "Mon 23 Nov, 14:00–15:00" }],
    ["2026-11-23", "day", { short: "23 Nov", long: "Monday, 23 November 2026" }],
    ["2026-12-28", "week", { short: "28 Dec", long: "28 Dec – 3 Jan 2027" }],
    ["2026-11-01", "month", { short: "Nov 26", long: "November 2026" }],
  ] as const)("%s by %s has words", (date, interval, words) => {
    expect(bucketWords(date, interval)).toEqual(words);
  });

  it.each([
    ["2026-11-23T14:00", "hour", { from: "2026-11-23", to: "2026-11-23" }],
    ["2026-12-28", "week", { from: "2026-12-28", to: "2027-01-03" }],
    ["2028-02-01", "month", { from: "2028-02-01", to: "2028-02-29" }],
  ] as const)("%s by %s opens its days", (date, interval, days) => {
    expect(bucketDays(date, interval)).toEqual(days);
  });

  it.each([
    ["2026-11-23T14:00", "hour", 3_600_000],
    ["2026-11-23", "day", 86_400_000],
    ["2026-12-28", "week", 7 * 86_400_000],
    ["2028-02-01", "month", 29 * 86_400_000],
  ] as const)("%s by %s goes on until its end", (date, interval, length) => {
    const at = Date.UTC(2026, 10, 22, 23);
    const stages = [at - 1, at, at + length - 1, at + length].map((now) => {
      const { isAhead, isGoingOn } = placeOf({ at, date }, interval, now);
      return isAhead ? "ahead" : isGoingOn ? "going on" : "over";
    });
    expect(stages).toEqual(["ahead", "going on", "going on", "over"]);
  });
});

it("a small line leaves out what lies ahead, and knows whether its end goes on", () => {
  const day = 86_400_000;
  const buckets = [0, 1, 2].map((n) => ({ at: n * day, date: `1970-01-0${n + 1}`, visits: n + 5 }));
  const course = (now: number) => courseOf(buckets, "day", now, ({ visits }) => visits);

  expect([course(1.5 * day), course(3.5 * day)]).toEqual([
    { values: [5, 6], isLastGoingOn: true },
    { values: [5, 6, 7], isLastGoingOn: false },
  ]);
});
