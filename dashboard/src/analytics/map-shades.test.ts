import fc from "fast-check";
import { expect, it } from "vitest";
import { SHADES, shadeOf, shadesOf } from "./map-shades";

const counts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 40 });

it("gives every count one shade, the larger never a lighter one", () => {
  fc.assert(
    fc.property(counts, (all) => {
      const shades = shadesOf(all);
      const places = [...all].sort((one, other) => one - other).map((one) => shadeOf(one, shades));
      expect(places).toEqual([...places].sort((one, other) => one - other));
      expect(Math.max(0, ...places)).toBeLessThanOrEqual(SHADES);
    }),
  );
});

it("tells real numbers in its legend, without holes or overlaps", () => {
  expect(shadesOf([1, 3, 40, 1_000])).toEqual([
    { from: 1, to: 4 },
    { from: 5, to: 16 },
    { from: 17, to: 63 },
    { from: 64, to: 251 },
    { from: 252, to: 1_000 },
  ]);
  expect(shadesOf([2, 1])).toEqual([
    { from: 1, to: 1 },
    { from: 2, to: 2 },
  ]);
  expect(shadesOf([0])).toEqual([]);
});

it("leaves countries without anybody alone", () => {
  expect(shadeOf(0, shadesOf([7]))).toBe(0);
});
