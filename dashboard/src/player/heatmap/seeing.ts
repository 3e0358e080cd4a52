/** Which elements of a frozen page can be seen by whoever scrolls to them. */

import type { HeatCell } from "./messages";
import { layerOf, standingOf } from "./places";
import { project } from "./projection";

/** The middle of an element, where nothing is known of any place in it. */
const MIDDLE = { ex: 32_767, ey: 32_767, value: 0 };

function hottestOf(cells: readonly HeatCell[]): HeatCell {
  return cells.reduce((hottest, cell) => (cell.value > hottest.value ? cell : hottest), MIDDLE);
}

/** Whether an element scrolls in a box of its own: what is out of sight there can be brought back. */
function isInScroller(node: Element): boolean {
  for (let at: Element | null = node; at; at = at.parentElement) {
    if (/fixed|sticky/.test(getComputedStyle(at).position)) return false;
  }
  return layerOf(node) === "moving";
}

/**
 * Run `ask`, which tells of an element and its cells whether it can be seen where most of its heat is:
 * by the hit tests that single points are projected with. The page is scrolled for that, and back.
 */
export function whileLooking(
  page: Document,
  ask: (canBeSeen: (node: Element, cells: readonly HeatCell[]) => boolean) => void,
): void {
  const view = page.defaultView;
  const { scrollX = 0, scrollY = 0, innerHeight = 0 } = view ?? {};
  const scroll = (top: number) => view?.scrollTo({ left: scrollX, top, behavior: "instant" });
  ask((node, cells) => {
    const standing = standingOf(node);
    if (!standing || isInScroller(node)) return standing !== null;
    const { ex, ey } = hottestOf(cells);
    if (layerOf(node) === "page") {
      const { y, height } = standing.box;
      scroll((view?.scrollY ?? 0) + y + (ey / 65_535) * height - innerHeight / 2);
    }
    return project(node, ex, ey) !== null;
  });
  scroll(scrollY);
}
