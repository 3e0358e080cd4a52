import { expect, test } from "vitest";
import { describeSize, parseBudget } from "./storage-words";

test("sizes have the unit that people would choose", () => {
  expect([0, 999, 1_000, 4_240, 380_000_000, 1_500_000_000, 2e15].map(describeSize)).toEqual([
    "0 B",
    "999 B",
    "1.0 kB",
    "4.2 kB",
    "380 MB",
    "1.5 GB",
    "2000 TB",
  ]);
});

test("a budget is a number of GB, or none", () => {
  expect(["", " ", "20", "0,5", "0", "-1", "much"].map(parseBudget)).toEqual([
    null,
    null,
    20,
    0.5,
    undefined,
    undefined,
    undefined,
  ]);
});
