import { expect, it } from "vitest";
import type { HeatElement } from "./messages";
import { hottest, partOf, regionBetween } from "./region";

const BOX = { x: 100, y: 200, width: 200, height: 40 };
const ELEMENT: HeatElement = {
  id: "00000000000000aa",
  label: "Buy",
  print: {},
  value: 5,
  share: 1,
  cells: [
    { ex: 8_192, ey: 32_767, value: 2 },
    { ex: 49_152, ey: 32_767, value: 3 },
  ],
};

it("reads a rectangle whichever corner came first", () => {
  expect(regionBetween({ x: 9, y: 2 }, { x: 1, y: 7.6 })).toEqual({
    left: 1,
    top: 2,
    right: 9,
    bottom: 8,
  });
});

it("takes the part of an element that lies in the rectangle, with the heat in it", () => {
  const region = { left: 0, top: 0, right: 200, bottom: 900 };

  expect(partOf({ element: ELEMENT }, { box: BOX, clip: BOX }, region)).toEqual({
    elementId: ELEMENT.id,
    left: 0,
    top: 0,
    right: 32_767,
    bottom: 65_535,
    sum: 2,
  });
});

it("takes nothing of an element without heat there, or that a box around it cuts off", () => {
  const beside = { left: 180, top: 0, right: 210, bottom: 900 };
  const all = { left: 0, top: 0, right: 900, bottom: 900 };
  const clip = { ...BOX, width: 10 };

  expect(partOf({ element: ELEMENT }, { box: BOX, clip: BOX }, beside)).toBeNull();
  expect(partOf({ element: ELEMENT }, { box: BOX, clip }, all)).toBeNull();
});

it("takes nothing of an element whose heat lies above or below the rectangle", () => {
  const above = { left: 0, top: 0, right: 900, bottom: 210 };
  const below = { left: 0, top: 230, right: 900, bottom: 900 };

  expect(partOf({ element: ELEMENT }, { box: BOX, clip: BOX }, above)).toBeNull();
  expect(partOf({ element: ELEMENT }, { box: BOX, clip: BOX }, below)).toBeNull();
});

it("asks about the hottest parts alone, and says the heat of all", () => {
  const part = { left: 0, top: 0, right: 1, bottom: 1 };
  const many = Array.from({ length: 301 }, (_, sum) => ({ elementId: String(sum), ...part, sum }));

  const { parts, sum } = hottest(many);

  expect([parts.length, parts[0]?.elementId, sum]).toEqual([300, "300", 45_150]);
});
