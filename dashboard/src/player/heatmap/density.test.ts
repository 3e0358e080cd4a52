import { describe, expect, it } from "vitest";
import {
  adderTo,
  blurred,
  createGrid,
  densityAt,
  type Grid,
  highestDensity,
  UNIT_PX,
} from "./density";

const SIGMA_PX = 12;

/** The exact sum of Gaussians at the middle of each cell. */
function exact(grid: Grid, points: readonly (readonly [number, number, number])[]): number[] {
  const { columns, cellPx, values } = grid;
  return Array.from(values, (_, index) => {
    const x = ((index % columns) + 0.5) * cellPx;
    const y = (Math.floor(index / columns) + 0.5) * cellPx;
    return points.reduce((sum, [px, py, weight]) => {
      const distance = ((x - px) ** 2 + (y - py) ** 2) / (2 * SIGMA_PX ** 2);
      return sum + (weight * cellPx ** 2 * Math.exp(-distance)) / (2 * Math.PI * SIGMA_PX ** 2);
    }, 0);
  });
}

function pearson(left: readonly number[], right: readonly number[]): number {
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const [a, b] = [mean(left), mean(right)];
  const product = (one: readonly number[], m: number, other: readonly number[], n: number) =>
    one.reduce((sum, value, at) => sum + (value - m) * ((other[at] ?? 0) - n), 0);
  return (
    product(left, a, right, b) / Math.sqrt(product(left, a, left, a) * product(right, b, right, b))
  );
}

/** Sixty buttons, the most popular one pressed sixty times as often as the least. */
function buttons(): (readonly [number, number, number])[] {
  return Array.from({ length: 60 }, (_, rank) => {
    const column = rank % 6;
    const row = Math.floor(rank / 6);
    return [70 + column * 130.3, 40 + row * 57.7, 60 / (rank + 1)] as const;
  });
}

function gridOf(points: readonly (readonly [number, number, number])[]): Grid {
  const grid = createGrid(800, 620, SIGMA_PX);
  const add = adderTo(grid);
  for (const [x, y, weight] of points) add(x, y, weight);
  return grid;
}

describe("density", () => {
  it("equals the exact sum of Gaussians", () => {
    const points = buttons();
    const drawn = blurred(gridOf(points));

    expect(pearson(Array.from(drawn.values), exact(drawn, points))).toBeGreaterThan(0.999);
  });

  it("shows one button as the hottest, not all that were pressed often", () => {
    const drawn = blurred(gridOf(buttons()));
    const near = 0.95 * highestDensity(drawn);
    const hot = buttons().filter(([x, y]) => densityAt(drawn, x, y) >= near);

    expect(hot).toHaveLength(1);
  });

  it("loses and invents no weight inside the page", () => {
    const grid = gridOf([[400, 300, 5]]);
    const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);

    expect(sum(grid.values)).toBeCloseTo(5, 4);
    expect(sum(blurred(grid).values)).toBeCloseTo(5, 4);
  });

  it("tells how much lies in a square of 24 pixels", () => {
    const grid = createGrid(480, 480, SIGMA_PX);
    const add = adderTo(grid);
    for (let x = 2; x < 480; x += 4) for (let y = 2; y < 480; y += 4) add(x, y, 1);

    expect(densityAt(blurred(grid), 240, 240)).toBeCloseTo((UNIT_PX / 4) ** 2, 1);
  });

  it("ignores what lies outside of the page", () => {
    const grid = createGrid(100, 100, SIGMA_PX);
    adderTo(grid)(-50, 20, 1);
    adderTo(grid)(20, 5_000, 1);

    expect(highestDensity(grid)).toBe(0);
  });

  it("takes larger cells for a very long page", () => {
    const grid = createGrid(1_440, 60_000, SIGMA_PX);

    expect(grid.columns * grid.rows).toBeLessThan(720_000);
  });
});
