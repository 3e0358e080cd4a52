import { describe, expect, it } from "vitest";
import { busiestFirst, newestFirst } from "./order";

describe("who is online", () => {
  const arrivals = [
    { id: "a", at: 1 },
    { id: "b", at: 2 },
    { id: "c", at: 3 },
  ];

  it("stands with the newest first", () => {
    expect(newestFirst([], arrivals, false)).toEqual(["c", "b", "a"]);
  });

  it("does not move while somebody points at the list", () => {
    expect(newestFirst(["b", "x", "a"], arrivals, true)).toEqual(["b", "a", "c"]);
  });
});

describe("the wall", () => {
  const busy = (activities: Record<string, number>) => new Map(Object.entries(activities));

  it("begins with the busiest first", () => {
    expect(busiestFirst([], busy({ a: 1, b: 9, c: 3 }))).toEqual(["b", "c", "a"]);
  });

  it("changes places only for somebody who is much busier", () => {
    expect(busiestFirst(["a", "b"], busy({ a: 5, b: 9 }))).toEqual(["a", "b"]);
    expect(busiestFirst(["a", "b"], busy({ a: 0, b: 0.9 }))).toEqual(["a", "b"]);
    expect(busiestFirst(["a", "b", "c"], busy({ a: 1, b: 2, c: 9 }))).toEqual(["c", "a", "b"]);
  });

  it("puts newcomers last, and closes the gaps of those who left", () => {
    expect(busiestFirst(["a", "gone", "b"], busy({ a: 1, b: 1, new: 1 }))).toEqual([
      "a",
      "b",
      "new",
    ]);
  });
});
