/** One heat on one frozen page: which element stands where, and how densely it lies. */

import { adderTo, blurred, createGrid, type Grid, highestDensity } from "./density";
import type { HeatElement, HeatPart, HeatPoint, Region } from "./messages";
import { type Box, layerOf, type Placed, type Standing, standingOf } from "./places";
import { hottest, partOf } from "./region";
import type { Match } from "./resolver";
import { whileLooking } from "./seeing";

/** Fractions of an element's size on the wire. */
const WHOLE = 65_535;

export interface Size {
  width: number;
  height: number;
}

/** Scroll offset of the page, CSS pixels. */
export interface Offset {
  left: number;
  top: number;
}

function shifted(box: Box, { left, top }: Offset, sign: 1 | -1): Box {
  return { ...box, x: box.x + sign * left, y: box.y + sign * top };
}

function holds(box: Box, x: number, y: number): boolean {
  return x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height;
}

type Add = ReturnType<typeof adderTo>;

/** Add the cells of an element that are not cut off. */
function addCells(add: Add, element: HeatElement, { box, clip }: Standing): void {
  for (const { ex, ey, value } of element.cells) {
    const x = box.x + (ex / WHOLE) * box.width;
    const y = box.y + (ey / WHOLE) * box.height;
    if (holds(clip, x, y)) add(x, y, value);
  }
}

export class Scene {
  /** Elements that can be seen, in the order of the map. */
  readonly placed: readonly Placed[];
  /** Ids of those that are on the page but cannot be seen. */
  readonly hidden: readonly string[];
  /** Ids of those that were not found. */
  readonly unresolved: readonly string[];

  readonly #page: Document;
  readonly #points: readonly HeatPoint[];
  /** Where elements of the layer `page` stand, in coordinates of the page. */
  readonly #still = new Map<Placed, Standing>();
  /** Where the others stand in the viewport; they are asked again after every scroll. */
  readonly #moving = new Map<Placed, Standing | null>();
  #lastMoving: { key: string; grid: Grid } | null = null;

  constructor(
    page: Document,
    elements: readonly HeatElement[],
    points: readonly HeatPoint[],
    matches: ReadonlyMap<string, Match | null>,
  ) {
    this.#page = page;
    this.#points = points;
    const placed: Placed[] = [];
    const hidden: string[] = [];
    whileLooking(page, (canBeSeen) => {
      for (const element of elements) {
        const match = matches.get(element.id);
        const isSeen = match && canBeSeen(match.node, element.cells);
        if (match && !isSeen) hidden.push(element.id);
        const standing = isSeen ? standingOf(match.node) : null;
        if (!match || !standing) continue;
        const one: Placed = { element, ...match, layer: layerOf(match.node) };
        placed.push(one);
        if (one.layer === "page") this.#still.set(one, onPage(standing, this.offset()));
      }
    });
    this.placed = placed;
    this.hidden = hidden;
    this.unresolved = elements.filter(({ id }) => !matches.get(id)).map(({ id }) => id);
  }

  /** How far the page is scrolled. */
  offset(): Offset {
    const view = this.#page.defaultView;
    return { left: view?.scrollX ?? 0, top: view?.scrollY ?? 0 };
  }

  /** Forget where things stood that a scroll may have moved. */
  forgetMoving(): void {
    this.#moving.clear();
  }

  hasMoving(): boolean {
    return this.#still.size < this.placed.length;
  }

  /** Elements that go with the page: where they stand on it, and which of their lines were seen. */
  *standing(): Generator<{
    top: number;
    height: number;
    cells: readonly { share: number; reach: number; value: number }[];
  }> {
    for (const [{ element }, { box }] of this.#still) {
      const cells = element.cells.map(({ ex, ey, value }) => {
        return { share: ey / WHOLE, reach: ex / WHOLE, value };
      });
      yield { top: box.y, height: box.height, cells };
    }
  }

  /** The visible part of an element in the viewport, or null when a scroll took it out of sight. */
  boxOf(one: Placed): Box | null {
    const still = this.#still.get(one);
    if (still) return shifted(still.clip, this.offset(), -1);
    return this.#standingOf(one)?.clip ?? null;
  }

  /** What of the elements lies in a rectangle of the page, as it is scrolled now. */
  within(region: Region): { parts: HeatPart[]; sum: number } {
    const { left, top } = this.offset();
    const shown = {
      left: region.left - left,
      right: region.right - left,
      top: region.top - top,
      bottom: region.bottom - top,
    };
    const parts = this.placed.flatMap((one) => {
      const still = this.#still.get(one);
      const standing = still ?? this.#standingOf(one);
      return (standing && partOf(one, standing, still ? region : shown)) ?? [];
    });
    return hottest(parts);
  }

  /** The smallest element of the map at a place of the viewport. */
  under(x: number, y: number): Placed | undefined {
    let smallest = Number.POSITIVE_INFINITY;
    let under: Placed | undefined;
    for (const one of this.placed) {
      const box = this.boxOf(one);
      if (!box || !holds(box, x, y) || box.width * box.height >= smallest) continue;
      smallest = box.width * box.height;
      under = one;
    }
    return under;
  }

  /** What scrolls with the page, blurred; in coordinates of the page. */
  pageGrid(radiusPx: number): Grid {
    const { scrollWidth, scrollHeight } = this.#page.documentElement;
    const grid = createGrid(scrollWidth, scrollHeight, radiusPx);
    const add = adderTo(grid);
    for (const { x, y, value } of this.#points) add(x, y, value);
    for (const [one, standing] of this.#still) {
      addCells(add, one.element, standing);
    }
    return blurred(grid);
  }

  /**
   * Everything else, blurred; in coordinates of the viewport. The same raster as long as nothing of
   * it has moved in there: what is fixed stays where it is while the page is scrolled.
   */
  movingGrid({ width, height }: Size, radiusPx: number): Grid {
    const standing = this.placed.flatMap((one) => {
      const found = this.#still.has(one) ? null : this.#standingOf(one);
      return found ? [{ element: one.element, ...found }] : [];
    });
    const places = standing.map(({ element, box, clip }) => [element.id, box, clip]);
    const key = JSON.stringify([width, height, radiusPx, places]);
    if (this.#lastMoving?.key !== key) {
      const grid = createGrid(width, height, radiusPx);
      const add = adderTo(grid);
      for (const { element, ...found } of standing) addCells(add, element, found);
      this.#lastMoving = { key, grid: blurred(grid) };
    }
    return this.#lastMoving.grid;
  }

  #standingOf(one: Placed): Standing | null {
    const known = this.#moving.get(one);
    if (known !== undefined) return known;
    const standing = standingOf(one.node);
    this.#moving.set(one, standing);
    return standing;
  }
}

function onPage({ box, clip }: Standing, offset: Offset): Standing {
  return { box: shifted(box, offset, 1), clip: shifted(clip, offset, 1) };
}

/** The highest density of some rasters, per square of 24 px. */
export function highestOf(grids: readonly Grid[]): number {
  return Math.max(0, ...grids.map(highestDensity));
}
