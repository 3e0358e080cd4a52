import { expect, it } from "vitest";
import { ACTIVE_GAP_MS, COST_MS } from "../src/limits";
import { openMeter } from "../src/recorder/meter";

/** A meter whose clock stands still but for what is called `pass`. */
function meterAt(begin: number) {
  let now = begin;
  const stretches: number[] = [];
  const meter = openMeter(
    () => now,
    (duration) => stretches.push(duration),
  );
  const pass = (duration: number): void => {
    now += duration;
  };
  return { meter, stretches, pass };
}

it("work inside of work is measured once", () => {
  const { meter, stretches, pass } = meterAt(0);
  meter.measure(() => {
    pass(3);
    meter.measure(() => pass(4));
  });

  expect(stretches).toEqual([7]);
});

it("the cost is told with the longest stretch, the bytes and the largest page", () => {
  const { meter, pass } = meterAt(0);
  meter.measure(() => pass(30));
  meter.onFullSnapshot(30, 500);
  meter.measure(() => pass(2));
  meter.onBytes(1_000);

  const cost = { activeMs: 32, workMs: 32, longestMs: 30, snapshotMs: 30, bytes: 1_000 };
  expect(meter.take(true)).toEqual({ ...cost, elements: 500 });
  expect(meter.take(true)).toBeNull();
});

it("a long pause counts as ten seconds of activity: a page at rest costs nothing", () => {
  const { meter, pass } = meterAt(0);
  pass(60 * ACTIVE_GAP_MS);
  meter.measure(() => pass(1));

  expect(meter.take(true)?.activeMs).toBe(ACTIVE_GAP_MS);
});

it("the cost is told after fifteen seconds of activity, and when the page is left", () => {
  const { meter, pass } = meterAt(0);
  meter.measure(() => pass(COST_MS - 1 - ACTIVE_GAP_MS / 2));
  expect(meter.take(false)).toBeNull();
  pass(ACTIVE_GAP_MS);
  meter.measure(() => pass(1));

  expect(meter.take(false)?.workMs).toBe(COST_MS - ACTIVE_GAP_MS / 2);
});

it("what fails is measured, and fails", () => {
  const { meter, stretches, pass } = meterAt(0);
  const fail = () => {
    pass(5);
    throw new Error("failed");
  };

  expect(() => meter.measure(fail)).toThrow("failed");
  expect(stretches).toEqual([5]);
});
