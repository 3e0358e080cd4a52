import { describe, expect, it } from "vitest";
import { colourerOf, coloursOf, PALETTES, SCALES, STEPS, shareAt, stepOf } from "./palette";

function luminance([red = 0, green = 0, blue = 0]: ArrayLike<number> & Iterable<number>): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("palettes", () => {
  it.each(["viridis", "inferno", "teal"] as const)(
    "%s changes lightness one way only",
    (palette) => {
      const colours = coloursOf(palette, 1);
      const light = Array.from({ length: STEPS }, (_, step) =>
        luminance(colours.subarray(step * 4, step * 4 + 3)),
      );
      const sign = Math.sign((light.at(-1) ?? 0) - (light[0] ?? 0));

      for (let step = 1; step < STEPS; step += 1) {
        expect(sign * ((light[step] ?? 0) - (light[step - 1] ?? 0))).toBeGreaterThanOrEqual(-0.7);
      }
    },
  );

  it("draw nothing where nothing happened, but for the fog", () => {
    const cold = PALETTES.map((palette) => coloursOf(palette, 1)[3]);

    expect(cold).toEqual([0, 0, 0, 209]);
    expect(coloursOf("fog", 1).at(-1)).toBe(0);
  });
});

describe("scales", () => {
  it.each(SCALES)("%s goes from nothing to all, and its legend says the same", (scale) => {
    expect([stepOf(0, scale), stepOf(1, scale), stepOf(7, scale)]).toEqual([
      0,
      STEPS - 1,
      STEPS - 1,
    ]);
    expect(stepOf(shareAt(0.5, scale), scale)).toBe(Math.round(0.5 * (STEPS - 1)));
  });

  it.each(SCALES)("%s colours every share as its step says, to a step or two", (scale) => {
    const colour = colourerOf("fog", scale, 1);
    const colours = new Uint32Array(coloursOf("fog", 1).buffer);
    const stepsAway = Array.from({ length: 1_201 }, (_, at) => {
      const share = at / 1_000;
      return Math.abs(
        colours.indexOf(colour(share)) - colours.indexOf(colours[stepOf(share, scale)] ?? 0),
      );
    });

    expect(Math.max(...stepsAway)).toBeLessThanOrEqual(2);
  });
});
