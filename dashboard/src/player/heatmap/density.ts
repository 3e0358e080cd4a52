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
  readonly values: Float32Array;
}

/** Finest raster: a third of the smallest radius that can be chosen, so that no peak is cut off. */
const MIN_CELL_PX = 4;
/** Cells of one raster: 2.8 MB, and a blur that takes a few milliseconds. */
const MAX_CELLS = 700_000;
/** The kernel ends where it has fallen to a hundredth of its middle. */
const KERNEL_SIGMAS = 3;

/** Make an empty raster over an area in CSS pixels; very long pages get larger cells. */
export function createGrid(widthPx: number, heightPx: number): Grid {
  const area = Math.max(1, widthPx) * Math.max(1, heightPx);
  const cellPx = Math.max(MIN_CELL_PX, Math.sqrt(area / MAX_CELLS));
  const columns = Math.ceil(Math.max(1, widthPx) / cellPx) + 1;
  const rows = Math.ceil(Math.max(1, heightPx) / cellPx) + 1;
  return { columns, rows, cellPx, values: new Float32Array(columns * rows) };
}

/** Add a weight at a place in CSS pixels, shared between the four cells around it. */
export function addWeight(grid: Grid, x: number, y: number, weight: number): void {
  const { columns, rows, cellPx, values } = grid;
  const column = x / cellPx - 0.5;
  const row = y / cellPx - 0.5;
  const left = Math.floor(column);
  const top = Math.floor(row);
  const right = column - left;
  const low = row - top;
  for (let down = 0; down < 2; down += 1) {
    const r = top + down;
    if (r < 0 || r >= rows) continue;
    const share = weight * (down ? low : 1 - low);
    if (left >= 0 && left < columns) cellAdd(values, r * columns + left, share * (1 - right));
    if (left + 1 >= 0 && left + 1 < columns) cellAdd(values, r * columns + left + 1, share * right);
  }
}

function cellAdd(values: Float32Array, index: number, weight: number): void {
  values[index] = (values[index] ?? 0) + weight;
}

/** One half of a Gaussian of sum 1, its middle first. */
function kernelOf(sigmaCells: number): Float32Array {
  const reach = Math.max(1, Math.ceil(sigmaCells * KERNEL_SIGMAS));
  const half = Float32Array.from({ length: reach + 1 }, (_, distance) =>
    Math.exp(-(distance ** 2) / (2 * sigmaCells ** 2)),
  );
  const sum = half.reduce((total, value, distance) => total + value * (distance ? 2 : 1), 0);
  return half.map((value) => value / sum);
}

/** Return the raster blurred by a Gaussian; only cells and rows that hold something cost time. */
export function blurred(grid: Grid, sigmaPx: number): Grid {
  const kernel = kernelOf(sigmaPx / grid.cellPx);
  const { values: across, filled } = blurRows(grid, kernel);
  return { ...grid, values: blurColumns(grid, across, filled, kernel) };
}

function blurRows({ columns, rows, values }: Grid, kernel: Float32Array) {
  const across = new Float32Array(values.length);
  const filled: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    const start = row * columns;
    let isFilled = false;
    for (let column = 0; column < columns; column += 1) {
      const value = values[start + column] ?? 0;
      if (value === 0) continue;
      isFilled = true;
      spread(across, start, column, columns, value, kernel);
    }
    if (isFilled) filled.push(row);
  }
  return { values: across, filled };
}

function spread(
  target: Float32Array,
  start: number,
  column: number,
  columns: number,
  value: number,
  kernel: Float32Array,
): void {
  const first = Math.max(0, column - kernel.length + 1);
  const last = Math.min(columns - 1, column + kernel.length - 1);
  for (let at = first; at <= last; at += 1) {
    cellAdd(target, start + at, value * (kernel[Math.abs(at - column)] ?? 0));
  }
}

function blurColumns(
  { columns, rows, values }: Grid,
  across: Float32Array,
  filled: readonly number[],
  kernel: Float32Array,
): Float32Array {
  const down = new Float32Array(values.length);
  for (const row of filled) {
    const source = across.subarray(row * columns, (row + 1) * columns);
    const first = Math.max(0, row - kernel.length + 1);
    const last = Math.min(rows - 1, row + kernel.length - 1);
    for (let at = first; at <= last; at += 1) {
      const weight = kernel[Math.abs(at - row)] ?? 0;
      const target = down.subarray(at * columns, (at + 1) * columns);
      for (let column = 0; column < columns; column += 1) {
        cellAdd(target, column, (source[column] ?? 0) * weight);
      }
    }
  }
  return down;
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
  let highest = 0;
  for (const value of grid.values) if (value > highest) highest = value;
  return perUnit(grid, highest);
}

function perUnit({ cellPx }: Grid, value: number): number {
  return value * (UNIT_PX / cellPx) ** 2;
}

/** What one square of `UNIT_PX` must be divided by to get the value of a cell. */
export function unitsPerCell({ cellPx }: Grid): number {
  return (UNIT_PX / cellPx) ** 2;
}
