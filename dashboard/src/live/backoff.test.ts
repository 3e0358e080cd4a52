import { describe, expect, it } from "vitest";
import { pauseOf } from "./backoff";

describe("the pause before connecting again", () => {
  it("doubles with every failure, up to half a minute", () => {
    const pauses = [1, 2, 3, 7, 8, 100].map((failures) => pauseOf(failures, 0));

    expect(pauses).toEqual([500, 1000, 2000, 30_000, 30_000, 30_000]);
  });

  it("is shortened by chance to no less than half", () => {
    expect([pauseOf(3, 0), pauseOf(3, 0.5), pauseOf(3, 1)]).toEqual([2000, 1500, 1000]);
  });
});
