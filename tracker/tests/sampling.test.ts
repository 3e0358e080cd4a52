import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { isSampled } from "../src/capture/sampling";

/** As random as real keys, but the same in each run. */
const KEYS = Array.from({ length: 10_000 }, (_, number) =>
  createHash("md5").update(`key ${number}`).digest("hex"),
);
const drawn = (share: number): string[] => KEYS.filter((key) => isSampled(key, share));

it.each([0.01, 0.1, 0.5, 0.9])("of 10,000 sessions a share of %d is drawn, ± 1 in 100", (share) => {
  expect(Math.abs(drawn(share).length / KEYS.length - share)).toBeLessThan(0.01);
});

it("draws nobody for 0 and everybody for 1", () => {
  expect([drawn(0).length, drawn(1).length]).toEqual([0, KEYS.length]);
});

it("keeps who was drawn when the share grows", () => {
  const few = new Set(drawn(0.5));

  expect(drawn(0.1).every((key) => few.has(key))).toBe(true);
});
