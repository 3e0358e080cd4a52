import { expect, test } from "vitest";
import { correctionOf, createLiveClock } from "./live-clock";

function bufferAfter(batchMs: number, delays: readonly number[]): number {
  const clock = createLiveClock(batchMs);
  for (const delay of delays) clock.arrived(delay);
  return clock.bufferMs;
}

test("before anything arrived the buffer is as long as a batch", () => {
  expect(bufferAfter(200, [])).toBe(200);
});

test("the buffer lets nine of ten batches arrive in time", () => {
  expect(bufferAfter(200, [110, 150, 120, 210, 130, 140, 160, 170, 180, 900])).toBe(210);
});

test("a visitor who sends at once is shown at once", () => {
  expect(
    bufferAfter(
      0,
      Array.from({ length: 20 }, () => 12),
    ),
  ).toBe(12);
});

test("a connection that became quick again is forgiven", () => {
  const slow = Array.from({ length: 20 }, () => 800);
  const quick = Array.from({ length: 20 }, () => 100);
  expect(bufferAfter(200, [...slow, ...quick])).toBe(100);
});

test("however late batches come, the picture stays live", () => {
  expect(bufferAfter(200, [60_000])).toBe(1_500);
  expect(bufferAfter(200, [-5_000])).toBe(0);
});

test.each([
  [0, 0],
  [4, 4],
  [80, 10],
  [-80, -10],
  [151, 151],
  [-151, -151],
])("%i ms behind is mended by %i ms", (behind, correction) => {
  expect(correctionOf(behind)).toBe(correction);
});
