import { describe, expect, it } from "vitest";
import { NOTHING_TYPED, subjectOf } from "./subject";

describe("what is erased", () => {
  it("is nothing until it is named", () => {
    expect(subjectOf(NOTHING_TYPED)).toBeNull();
    expect(subjectOf({ ...NOTHING_TYPED, kind: "range", firstDay: "2026-03-01" })).toBeNull();
  });

  it("is one id, without the blanks around it", () => {
    expect(subjectOf({ ...NOTHING_TYPED, value: " v_1 " })).toEqual({
      kind: "visitor",
      value: "v_1",
      fromAt: 0,
      toAt: 0,
    });
  });

  it("is whole days, the last one too", () => {
    const days = { firstDay: "2026-03-01", lastDay: "2026-03-01" };
    const subject = subjectOf({ ...NOTHING_TYPED, ...days, kind: "range" });
    expect(Number(subject?.toAt) - Number(subject?.fromAt)).toBe(86_400_000);
  });

  it("is no stretch that ends before it begins", () => {
    const days = { firstDay: "2026-03-02", lastDay: "2026-02-01" };
    expect(subjectOf({ ...NOTHING_TYPED, ...days, kind: "range" })).toBeNull();
  });
});
