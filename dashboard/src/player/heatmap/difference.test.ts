import { expect, it } from "vitest";
import { inDrawingOrder, leanColours } from "./difference";

it("draws what may be chance in grey, whatever it leans to", () => {
  expect(leanColours(-1, false, 1)).toEqual(leanColours(1, false, 1));
  expect(leanColours(-1, true, 1)).not.toEqual(leanColours(1, true, 1));
});

it("draws what the first had more of in blue, and what the second had in orange", () => {
  expect(leanColours(-1, true, 1).tag).toBe("rgb(15 82 156 / 1.000)");
  expect(leanColours(1, true, 1).tag).toBe("rgb(202 88 4 / 1.000)");
});

it("draws a larger difference stronger, and nothing beyond its end", () => {
  const alphas = [0, 0.5, 1, 7].map((lean) => {
    const [, alpha] = /\/ ([\d.]+)\)/.exec(leanColours(lean, true, 1).fill) ?? [];
    return Number(alpha);
  });

  expect(alphas).toEqual([0.18, 0.4, 0.62, 0.62]);
});

it("draws small boxes over the large ones that hold them", () => {
  const page = { x: 0, y: 0, width: 1_000, height: 900 };
  const button = { x: 10, y: 10, width: 80, height: 20 };

  expect(inDrawingOrder([button, page])).toEqual([page, button]);
});
