import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SIGNALS_PER_LOAD, SIGNALS_PER_WINDOW, SIGNALS_WINDOW_MS } from "../src/limits";
import { openMeter } from "../src/signals/meter";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function takeMany(count: number, take: () => boolean): number {
  return Array.from({ length: count }, take).filter(Boolean).length;
}

it("tells of so many in ten seconds, and then how many there were besides", () => {
  const dropped: number[] = [];
  const meter = openMeter((count) => dropped.push(count));

  expect(takeMany(10_000, meter.take)).toBe(SIGNALS_PER_WINDOW);
  vi.advanceTimersByTime(SIGNALS_WINDOW_MS);
  expect(dropped).toEqual([10_000 - SIGNALS_PER_WINDOW]);

  expect(meter.take()).toBe(true);
  vi.advanceTimersByTime(SIGNALS_WINDOW_MS);
  expect(dropped).toHaveLength(1);
});

it("falls silent on a page that lives for days", () => {
  const meter = openMeter(() => {});
  let taken = 0;
  for (let window = 0; window < 100; window += 1) {
    taken += takeMany(SIGNALS_PER_WINDOW, meter.take);
    vi.advanceTimersByTime(SIGNALS_WINDOW_MS);
  }

  expect(taken).toBe(SIGNALS_PER_LOAD);
});
