import { expect, it } from "vitest";
import { bucketOf, marksOf, placed } from "./placing";

const note = {
  annotationId: "ann_1",
  at: 25,
  text: "Deployed",
  pageURL: "",
  savedBy: "ada@example.com",
  createdAt: 0,
  changedAt: 0,
};
const change = { pageURL: "shop.example/plans", at: 12, sessions: 7, sessionsBefore: 9 };
const buckets = [{ at: 10 }, { at: 20 }, { at: 30 }];

it("a moment is in the last bucket that began before it", () => {
  expect([9, 10, 19, 20, 99].map((at) => bucketOf(at, buckets))).toEqual([null, 0, 0, 1, 2]);
  expect(bucketOf(5, [])).toBeNull();
});

it("notes and page changes stand in order of time", () => {
  const marks = marksOf([note], [change]);

  expect(marks.map(({ text }) => text)).toEqual([
    "Page changed: shop.example/plans (seen in 7 sessions)",
    "Deployed",
  ]);
  expect(placed([...marks, { key: "x", at: 26, text: "Again" }], buckets)).toEqual([
    { index: 0, texts: ["Page changed: shop.example/plans (seen in 7 sessions)"] },
    { index: 1, texts: ["Deployed", "Again"] },
  ]);
});
