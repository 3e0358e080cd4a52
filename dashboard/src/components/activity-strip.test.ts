import { describe, expect, it } from "vitest";
import { barsOf } from "./activity-strip";

describe("the activity strip", () => {
  it("draws a bar for each busy part, the busiest at full height", () => {
    expect(barsOf([0, 100, 25, 0])).toBe("M4 20v-20h3v20zM8 20v-10h3v10z");
  });

  it("keeps one click visible beside a thousand", () => {
    expect(barsOf([1000, 1])).toBe("M0 20v-20h3v20zM4 20v-2h3v2z");
  });

  it("is empty without activity", () => {
    expect(barsOf([0, 0])).toBe("");
  });
});
