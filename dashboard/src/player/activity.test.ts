import { EventType, type eventWithTime, IncrementalSource } from "rrweb";
import { expect, test } from "vitest";
import { activityTimes, indexAfter, jumpOver } from "./activity";

function incremental(timestamp: number, data: object): eventWithTime {
  return { type: EventType.IncrementalSnapshot, timestamp, data } as eventWithTime;
}

function meta(timestamp: number, href: string): eventWithTime {
  return { type: EventType.Meta, timestamp, data: { href, width: 1, height: 1 } };
}

test("what the visitor did counts, what scripts changed does not", () => {
  const events = [
    meta(1, "https://a.example/"),
    incremental(2, { source: IncrementalSource.Mutation }),
    incremental(3, { source: IncrementalSource.Scroll }),
    incremental(4, { source: IncrementalSource.Input, userTriggered: false }),
    incremental(5, { source: IncrementalSource.Input }),
    meta(6, "https://a.example/"),
    meta(7, "https://a.example/next"),
  ];

  expect(activityTimes(events)).toEqual([1, 3, 5, 7]);
});

test("long inactivity is jumped over, short one is shown", () => {
  const times = [0, 1_000, 60_000];

  expect(jumpOver(times, 2_000, 90_000, 1)).toBe(59_200);
  expect(jumpOver(times, 1_200, 90_000, 1)).toBeNull();
  expect(jumpOver(times, 57_000, 90_000, 1)).toBeNull();
  expect(jumpOver(times, 2_000, 90_000, 16)).toBeNull();
});

test("without later activity the jump goes to the end of what is loaded", () => {
  expect(jumpOver([0], 5_000, 90_000, 1)).toBe(90_000);
});

test("the index after a moment skips moments equal to it", () => {
  expect([0, 1, 2, 5].map((at) => indexAfter([1, 1, 3], at))).toEqual([0, 2, 2, 3]);
});
