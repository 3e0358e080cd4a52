/**
 * How densely weights lie on a page: bin, then blur. Stamps drawn over each other would saturate
 * where a lot happens and lie about the rest; sums do not.
 */

/** Weights on a raster of square cells, rows from the top. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Side of a cell, CSS pixels. */
  readonly cellPx: number;
  /** How far weights spread when it is blurred, CSS pixels. */
  readonly sigmaPx: number;
  readonly values: Float32Array;
}

/** Cells of a sigma: with fewer the peak over a single place would be cut off. */
const CELLS_OF_SIGMA = 3;
/** Finest raster, CSS pixels: a third of the smallest radius that can be chosen. */
const MIN_CELL_PX = 2;
/** Cells of one raster: 2.8 MB, and a blur that takes a few milliseconds. */
const MAX_CELLS = 700_000;
/** The kernel ends where it has fallen to a hundredth of its middle. */
const KERNEL_SIGMAS = 3;
const KERNEL_CELLS = CELLS_OF_SIGMA * KERNEL_SIGMAS;

/**
 * Make an empty raster over an area in CSS pixels, as fine as a blur by `sigmaPx` can show; very
 * long pages get larger cells.
 */
export function createGrid(widthPx: number, heightPx: number, sigmaPx: number): Grid {
  const area = Math.max(1, widthPx) * Math.max(1, heightPx);
  const finest = Math.max(MIN_CELL_PX, sigmaPx / CELLS_OF_SIGMA);
  const cellPx = Math.max(finest, Math.sqrt(area / MAX_CELLS));
  const columns = Math.ceil(Math.max(1, widthPx) / cellPx) + 1;
  const rows = Math.ceil(Math.max(1, heightPx) / cellPx) + 1;
  return { columns, rows, cellPx, sigmaPx, values: new Float32Array(columns * rows) };
}

/**
 * Return what adds a weight at a place in CSS pixels, shared between the four cells around it. Made
 * once for all weights: that takes half of the time of a function that is told the raster.
 */
export function adderTo(grid: Grid) {
  const { columns, rows, cellPx, values } = grid;
  return (x: number, y: number, weight: number): void => {
    const column = x / cellPx - 0.5;
    const row = y / cellPx - 0.5;
    const left = Math.floor(column);
    const top = Math.floor(row);
    const low = (row - top) * weight;
    const lowRight = (column - left) * low;
    const right = (column - left) * weight;
    if (left < 0 || top < 0 || left >= columns - 1 || top >= rows - 1) {
      addInside(grid, left, top, weight - right - low + lowRight);
      addInside(grid, left + 1, top, right - lowRight);
      addInside(grid, left, top + 1, low - lowRight);
      addInside(grid, left + 1, top + 1, lowRight);
      return;
    }
    const at = top * columns + left;
    values[at] = (values[at] ?? 0) + weight - right - low + lowRight;
    values[at + 1] = (values[at + 1] ?? 0) + right - lowRight;
    values[at + columns] = (values[at + columns] ?? 0) + low - lowRight;
    values[at + columns + 1] = (values[at + columns + 1] ?? 0) + lowRight;
  };
}

/** Add to one cell, if the raster has it. */
function addInside({ columns, rows, values }: Grid, column: number, row: number, weight: number) {
  if (column < 0 || row < 0 || column >= columns || row >= rows) return;
  const at = row * columns + column;
  values[at] = (values[at] ?? 0) + weight;
}

/** Half of a Gaussian of sum 1, its middle first; nothing beyond three sigmas. */
function kernelOf(sigmaCells: number): Float64Array {
  const reach = Math.max(1, Math.ceil(sigmaCells * KERNEL_SIGMAS));
  const half = Float64Array.from({ length: KERNEL_CELLS + 1 }, (_, distance) =>
    distance <= reach ? Math.exp(-(distance ** 2) / (2 * sigmaCells ** 2)) : 0,
  );
  const sum = half.reduce((total, value, distance) => total + value * (distance ? 2 : 1), 0);
  return half.map((value) => value / sum);
}

/** Return the raster blurred by a Gaussian; lines cost time from their first weight to the last. */
export function blurred(grid: Grid): Grid {
  const kernel = kernelOf(Math.min(CELLS_OF_SIGMA, grid.sigmaPx / grid.cellPx));
  const across = blurLines(grid.values, grid.columns, grid.rows, kernel);
  return { ...grid, values: blurLines(across, grid.rows, grid.columns, kernel) };
}

/** Return every line blurred, and lines and columns exchanged, so that twice is both directions. */
function blurLines(
  values: Float32Array,
  length: number,
  lines: number,
  kernel: Float64Array,
): Float32Array {
  const turned = new Float32Array(values.length);
  // Nothing on both sides, so that no end needs a thought.
  const line = new Float64Array(length + 2 * KERNEL_CELLS);
  for (let number = 0; number < lines; number += 1) {
    const start = number * length;
    let first = 0;
    let last = length - 1;
    while (first <= last && values[start + first] === 0) first += 1;
    while (last > first && values[start + last] === 0) last -= 1;
    if (first > last) continue;
    line.set(values.subarray(start, start + length), KERNEL_CELLS);
    const from = Math.max(0, first - KERNEL_CELLS);
    const to = Math.min(length - 1, last + KERNEL_CELLS);
    blurLine(line, from, to, kernel, turned, number, lines);
  }
  return turned;
}

/** Write the blurred places `from` to `to` of a line into every `step`th cell after `offset`. */
function blurLine(
  line: Float64Array,
  from: number,
  to: number,
  [k0 = 0, k1 = 0, k2 = 0, k3 = 0, k4 = 0, k5 = 0, k6 = 0, k7 = 0, k8 = 0, k9 = 0]: Float64Array,
  target: Float32Array,
  offset: number,
  step: number,
): void {
  // Written out: a loop over the kernel takes nearly twice the time.
  for (let place = from, at = from + KERNEL_CELLS; place <= to; place += 1, at += 1) {
    target[place * step + offset] =
      k0 * (line[at] ?? 0) +
      k1 * ((line[at - 1] ?? 0) + (line[at + 1] ?? 0)) +
      k2 * ((line[at - 2] ?? 0) + (line[at + 2] ?? 0)) +
      k3 * ((line[at - 3] ?? 0) + (line[at + 3] ?? 0)) +
      k4 * ((line[at - 4] ?? 0) + (line[at + 4] ?? 0)) +
      k5 * ((line[at - 5] ?? 0) + (line[at + 5] ?? 0)) +
      k6 * ((line[at - 6] ?? 0) + (line[at + 6] ?? 0)) +
      k7 * ((line[at - 7] ?? 0) + (line[at + 7] ?? 0)) +
      k8 * ((line[at - 8] ?? 0) + (line[at + 8] ?? 0)) +
      k9 * ((line[at - 9] ?? 0) + (line[at + 9] ?? 0));
  }
}

/** Side of the square that densities are told for, CSS pixels: about what a fingertip covers. */
export const UNIT_PX = 24;

/** Return what lies in a square of `UNIT_PX` around a place, in the unit of the weights. */
export function densityAt(grid: Grid, x: number, y: number): number {
  const column = Math.min(grid.columns - 1, Math.max(0, Math.floor(x / grid.cellPx)));
  const row = Math.min(grid.rows - 1, Math.max(0, Math.floor(y / grid.cellPx)));
  return perUnit(grid, grid.values[row * grid.columns + column] ?? 0);
}

/** The highest density of a raster, per square of `UNIT_PX`. */
export function highestDensity(grid: Grid): number {
  const { values } = grid;
  let highest = 0;
  for (let index = 0; index < values.length; index += 1) {
    highest = Math.max(highest, values[index] ?? 0);
  }
  return perUnit(grid, highest);
}

function perUnit({ cellPx }: Grid, value: number): number {
  return value * (UNIT_PX / cellPx) ** 2;
}

/** What one square of `UNIT_PX` must be divided by to get the value of a cell. */
export function unitsPerCell({ cellPx }: Grid): number {
  return (UNIT_PX / cellPx) ** 2;
}
