/** How like two maps of a page are: drawn ones beside the exact kernel density of the true places. */

import { adderTo, blurred, createGrid, type Grid } from "../../dashboard/src/player/heatmap/density";

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Pearson's over the page, Spearman's where either map has any heat. */
export interface Likeness {
  readonly pearson: number;
  readonly spearman: number;
}

/** As a map is drawn unless its viewer chooses otherwise. */
const SIGMA_PX = 12;
/** A Gaussian is nothing further out. */
const REACH = 4 * SIGMA_PX;
/** Nobody sees less than this share of the peak over one place. */
const UNSEEN = 0.011;

/** The places as a heatmap draws them. */
function drawn(places: readonly Place[], width: number, height: number): Grid {
  const grid = createGrid(width, height, SIGMA_PX);
  const add = adderTo(grid);
  for (const { x, y } of places) add(x, y, 1);
  return blurred(grid);
}

/** The kernel density at the middle of each cell, place by place. */
function exact(places: readonly Place[], { columns, rows, cellPx }: Grid): Float64Array {
  const values = new Float64Array(columns * rows);
  const cellOf = (length: number) => Math.round(length / cellPx - 0.5);
  for (const { x, y } of places) {
    for (let row = Math.max(0, cellOf(y - REACH)); row <= Math.min(rows - 1, cellOf(y + REACH)); row++) {
      const down = (row + 0.5) * cellPx - y;
      const last = Math.min(columns - 1, cellOf(x + REACH));
      for (let column = Math.max(0, cellOf(x - REACH)); column <= last; column++) {
        const across = (column + 0.5) * cellPx - x;
        const at = row * columns + column;
        const heat = Math.exp(-(across ** 2 + down ** 2) / (2 * SIGMA_PX ** 2));
        values[at] = (values[at] ?? 0) + heat;
      }
    }
  }
  return values;
}

function pearsonOf(one: Float64Array, other: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middle, otherMiddle] = [mean(one), mean(other)];
  let [product, square, otherSquare] = [0, 0, 0];
  one.forEach((value, at) => {
    const [off, otherOff] = [value - middle, (other[at] ?? 0) - otherMiddle];
    product += off * otherOff;
    square += off ** 2;
    otherSquare += otherOff ** 2;
  });
  return square && otherSquare ? product / Math.sqrt(square * otherSquare) : 0;
}

/** Ranks from 0; equal values share theirs. */
function ranksOf(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Float64Array(values.length);
  for (let first = 0; first < order.length; ) {
    let end = first + 1;
    while (end < order.length && values[order[end] ?? 0] === values[order[first] ?? 0]) end += 1;
    for (let at = first; at < end; at += 1) ranks[order[at] ?? 0] = (first + end - 1) / 2;
    first = end;
  }
  return ranks;
}

/** Compare a map of `places` with the truth; null where there is no truth to compare with. */
export function likenessTo(
  truth: readonly Place[],
  places: readonly Place[],
  page: { readonly width: number; readonly height: number },
): Likeness | null {
  if (truth.length === 0) return null;
  const grid = drawn(places, page.width, page.height);
  const seen = (value: number) => (value < UNSEEN ? 0 : value);
  const wanted = exact(truth, grid).map(seen);
  const peak = 1 / (2 * Math.PI * (SIGMA_PX / grid.cellPx) ** 2);
  const painted = Float64Array.from(grid.values, (value) => seen(value / peak));
  const isWarm = (_: number, at: number) => (wanted[at] ?? 0) > 0 || (painted[at] ?? 0) > 0;
  const warm = [wanted.filter(isWarm), painted.filter(isWarm)] as const;
  return {
    pearson: pearsonOf(wanted, painted),
    spearman: pearsonOf(ranksOf(warm[0]), ranksOf(warm[1])),
  };
}
