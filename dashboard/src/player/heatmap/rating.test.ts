import { expect, it } from "vitest";
import { inRatingOrder, type RatedBox, ratingWords } from "./rating";

function box(id: string, rating: RatedBox["rating"], isHighlighted = false): RatedBox {
  return { id, rating, isHighlighted, tag: "2.9 s", x: 0, y: 0, width: 10, height: 10 };
}

it("draws the worst over the others, and what is pointed at over all", () => {
  const boxes = [box("a", "poor"), box("b", "good", true), box("c", "fair"), box("d", "good")];

  expect(inRatingOrder(boxes).map(({ id }) => id)).toEqual(["d", "c", "a", "b"]);
});

it("says nothing where no element is", () => {
  expect(ratingWords(undefined)).toEqual([]);
});
