import { expect, test } from "vitest";
import { VisitorClock } from "./clock";

test("before the first batch nothing is known", () => {
  expect(new VisitorClock().offsetMs).toBeNull();
});

test.each([5_000, -5_000])("a visitor's clock that is wrong by %i ms does not matter", (skew) => {
  const clock = new VisitorClock();
  for (const [sentAt, took] of [
    [0, 300],
    [200, 40],
    [400, 90],
  ] as const) {
    clock.note(sentAt + skew, sentAt + took, sentAt);
  }
  expect(clock.offsetMs).toBe(40 - skew);
});

test("a clock that the visitor set right is believed within a minute", () => {
  const clock = new VisitorClock();
  clock.note(0, 10, 0);
  clock.note(1_000, 61_020, 30_000);
  expect(clock.offsetMs).toBe(10);
  clock.note(2_000, 62_020, 61_000);
  expect(clock.offsetMs).toBe(60_020);
});
