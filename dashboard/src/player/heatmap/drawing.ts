/** Draws one heat as it lies on the page now, whatever its kind. */

import { attentionSteps, type BandStep, reachSteps } from "./bands";
import type { Grid } from "./density";
import type { DifferenceElement, Heat, Look, RatedElement } from "./messages";
import type { Box } from "./places";
import { highestOf, type Scene, type Size } from "./scene";
import { pictureOf, reachLines, type Surface, type View } from "./surface";

/** Elements that get a numbered box: as many as a person compares. */
const BOXES = 20;

/** A heat and what was made of it for drawing. */
export interface Drawn {
  heat: Heat;
  scene: Scene;
  page: Grid;
  picture: HTMLCanvasElement;
  /** Where each element stands in the list beside the map, from 1 on. */
  ranks: ReadonlyMap<string, number>;
  /** Bands of the page, where the heat is one by height. */
  bands: readonly BandStep[];
  /** The last one drawn of what does not go with the page; null when there is nothing such. */
  moving: Grid | null;
  /** The picture of it. */
  over: HTMLCanvasElement | null;
  highest: number;
}

/** What is drawn beside the heat itself. */
export interface Marks {
  /** Ids of elements to frame. */
  highlighted: readonly (string | null)[];
  /** A rectangle of the page. */
  region: Box | null;
}

/** Make everything that does not change while the page is scrolled. */
export function drawnOf(heat: Heat, scene: Scene, look: Look, size: Size): Drawn {
  const page = scene.pageGrid(look.radiusPx);
  const moving = scene.hasMoving() ? scene.movingGrid(size, look.radiusPx) : null;
  const highest = highestOf(moving ? [page, moving] : [page]);
  return {
    heat,
    scene,
    page,
    picture: pictureOf(page, highest, look),
    ranks: ranksOf(heat),
    bands: heat.kind === "reach" ? reachSteps(heat.steps) : attentionSteps(scene),
    moving,
    over: null,
    highest,
  };
}

function ranksOf(heat: Heat): ReadonlyMap<string, number> {
  const elements = "elements" in heat ? heat.elements : [];
  return new Map(elements.map(({ id }, index) => [id, index + 1]));
}

/** Draw on a surface whose `begin` was called with this view. */
export function drawHeat(
  surface: Surface,
  drawn: Drawn,
  look: Look,
  view: View,
  pageHeight: number,
  { highlighted, region }: Marks,
): void {
  const { kind } = drawn.heat;
  if (kind === "density") drawDensity(surface, drawn, look, view, highlighted);
  else if (kind === "difference") drawDifference(surface, drawn, look, view, highlighted);
  else if (kind === "rating") drawRatings(surface, drawn, view, highlighted);
  else drawBands(surface, drawn, look, view, pageHeight);
  if (region) surface.region({ ...region, x: region.x - view.left, y: region.y - view.top }, view);
}

function drawDensity(
  surface: Surface,
  drawn: Drawn,
  look: Look,
  view: View,
  highlighted: Marks["highlighted"],
): void {
  const { scene, page, picture, highest, ranks } = drawn;
  surface.picture(picture, page, -view.left, -view.top);
  if (scene.hasMoving()) {
    const moving = scene.movingGrid(view, look.radiusPx);
    if (moving !== drawn.moving || !drawn.over) {
      // One fog is enough.
      const palette = look.palette === "fog" ? "teal" : look.palette;
      drawn.over = pictureOf(moving, highest, { ...look, palette });
      drawn.moving = moving;
    }
    surface.picture(drawn.over, moving, 0, 0);
  }
  const boxes = scene.placed.flatMap((one) => {
    const rank = ranks.get(one.element.id) ?? 0;
    const isHighlighted = highlighted.includes(one.element.id);
    const isShown = isHighlighted || (look.hasBoxes && rank <= BOXES);
    const box = isShown ? scene.boxOf(one) : null;
    return box ? [{ ...box, rank, isHighlighted }] : [];
  });
  surface.boxes(boxes, view);
}

function drawDifference(
  surface: Surface,
  { scene }: Drawn,
  look: Look,
  view: View,
  highlighted: Marks["highlighted"],
): void {
  const boxes = scene.placed.flatMap((one) => {
    const { id, lean, isSure, tag } = one.element as DifferenceElement;
    const box = scene.boxOf(one);
    const shown = look.hasBoxes && isSure ? tag : "";
    return box
      ? [{ ...box, id, lean, isSure, tag: shown, isHighlighted: highlighted.includes(id) }]
      : [];
  });
  surface.differences(boxes, look, view);
}

function drawRatings(
  surface: Surface,
  { scene }: Drawn,
  view: View,
  highlighted: Marks["highlighted"],
): void {
  const boxes = scene.placed.flatMap((one) => {
    const { id, rating, tag } = one.element as RatedElement;
    const box = scene.boxOf(one);
    return box ? [{ ...box, id, rating, tag, isHighlighted: highlighted.includes(id) }] : [];
  });
  surface.ratings(boxes, view);
}

function drawBands(
  surface: Surface,
  { heat, bands }: Drawn,
  look: Look,
  view: View,
  pageHeight: number,
): void {
  surface.bands(bands, pageHeight, look, view);
  if (heat.kind !== "reach") return;
  for (const { y, words } of reachLines(heat.steps)) surface.line(y, words, false, view);
  heat.folds.forEach((y, index) => {
    const words = `${(index + 1) * 25} % of first screens end above`;
    surface.line(y, words, true, view);
  });
}
