/** The canvas over the frozen page: draws heat, boxes and lines in the coordinates of the page. */

import type { BandStep } from "./bands";
import { type Grid, unitsPerCell } from "./density";
import { inDrawingOrder, type LeaningBox, leanColours } from "./difference";
import type { Look, ReachStep } from "./messages";
import { colourerOf, coloursOf, stepOf } from "./palette";
import type { Box } from "./places";
import { inRatingOrder, RATING_LOOKS, type RatedBox } from "./rating";

/** A box with a number, as the element list counts. */
export interface NumberedBox extends Box {
  rank: number;
  isHighlighted: boolean;
}

/** What stands on the screen now. */
export interface View {
  /** Screen pixels per CSS pixel of the recorded page. */
  scale: number;
  /** How far the page is scrolled. */
  left: number;
  top: number;
  width: number;
  height: number;
}

const ACCENT = "rgb(11 122 143)";
const ON_ACCENT = "#fff";
const REGION_FILL = "rgb(11 122 143 / 0.12)";
const BOX_LINE = "rgb(11 122 143 / 0.75)";
/** Bands cover the whole page, which must be seen through them. */
const BAND_ALPHA = 0.55;
/** On the screen, whatever the page is scaled by. */
const FONT_PX = 12;
const TAG_PX = 18;
/** Boxes lower than this on the screen have something close above, which a whole tag would cover … */
const LOW_BOX_PX = 40;
/** … so theirs is of this size. */
const SMALL_TAG = 0.7;

interface TagLook {
  colour?: string;
  /** The words end at `x`, instead of beginning there. */
  isRight?: boolean;
  /** Share of the usual size. */
  size?: number;
}

/** Return the raster as a picture of one pixel per cell; `highest` is the density at the palette's end. */
export function pictureOf(grid: Grid, highest: number, look: Look): HTMLCanvasElement {
  const picture = document.createElement("canvas");
  picture.width = grid.columns;
  picture.height = grid.rows;
  const context = picture.getContext("2d");
  if (!context) return picture;
  const image = context.createImageData(grid.columns, grid.rows);
  const pixels = new Uint32Array(image.data.buffer);
  const colour = colourerOf(look.palette, look.scale, look.opacity);
  const share = highest > 0 ? unitsPerCell(grid) / highest : 0;
  const { values } = grid;
  for (let index = 0; index < pixels.length; index += 1) {
    pixels[index] = colour((values[index] ?? 0) * share);
  }
  context.putImageData(image, 0, 0);
  return picture;
}

/** Draws on one canvas that covers the player page. */
export class Surface {
  readonly #canvas = document.createElement("canvas");
  #context: CanvasRenderingContext2D | null;

  constructor(parent: HTMLElement) {
    this.#canvas.className = "heat";
    this.#context = this.#canvas.getContext("2d");
    parent.append(this.#canvas);
  }

  destroy(): void {
    this.#canvas.remove();
  }

  /** Wipe everything and go to the coordinates of the shown part of the page. */
  begin({ scale, width, height }: View, ratio = window.devicePixelRatio): void {
    const [wide, high] = [Math.round(width * scale * ratio), Math.round(height * scale * ratio)];
    if (this.#canvas.width !== wide || this.#canvas.height !== high) {
      this.#canvas.width = wide;
      this.#canvas.height = high;
      this.#canvas.style.width = `${width * scale}px`;
      this.#canvas.style.height = `${height * scale}px`;
    }
    this.#context?.setTransform(1, 0, 0, 1, 0, 0);
    this.#context?.clearRect(0, 0, wide, high);
    this.#context?.setTransform(scale * ratio, 0, 0, scale * ratio, 0, 0);
  }

  /** Draw a picture of `pictureOf` with its top left at a place of the viewport. */
  picture(picture: HTMLCanvasElement, { cellPx, columns, rows }: Grid, x: number, y: number): void {
    this.#context?.drawImage(picture, x, y, columns * cellPx, rows * cellPx);
  }

  /** Draw bands over the whole width; each begins at its `y` and ends where the next one does. */
  bands(steps: readonly BandStep[], end: number, look: Look, view: View): void {
    const colours = coloursOf(look.palette, look.opacity);
    steps.forEach(({ y, level }, index) => {
      const bottom = steps[index + 1]?.y ?? end;
      const step = stepOf(level, look.scale) * 4;
      const [red, green, blue, alpha = 0] = colours.subarray(step, step + 4);
      if (!this.#context) return;
      this.#context.fillStyle = `rgb(${red} ${green} ${blue} / ${(alpha / 255) * BAND_ALPHA})`;
      this.#context.fillRect(0, y - view.top, view.width, bottom - y);
    });
  }

  /** Draw a line over the whole width with words on it. */
  line(y: number, words: string, isDashed: boolean, view: View): void {
    const context = this.#context;
    if (!context) return;
    const px = 1 / view.scale;
    const top = y - view.top;
    context.setLineDash(isDashed ? [6 * px, 4 * px] : []);
    context.strokeStyle = ACCENT;
    context.lineWidth = 1.5 * px;
    context.beginPath();
    context.moveTo(0, top);
    context.lineTo(view.width, top);
    context.stroke();
    context.setLineDash([]);
    this.#tag(words, isDashed ? view.width : 0, top, view, { isRight: isDashed });
  }

  boxes(boxes: readonly NumberedBox[], view: View): void {
    const context = this.#context;
    if (!context) return;
    for (const { x, y, width, height, rank, isHighlighted } of boxes) {
      context.lineWidth = (isHighlighted ? 3 : 1.25) / view.scale;
      context.strokeStyle = isHighlighted ? ACCENT : BOX_LINE;
      context.strokeRect(x, y, width, height);
      // Above the box, where it covers nothing of the element, unless the page ends there.
      const size = height * view.scale < LOW_BOX_PX && !isHighlighted ? SMALL_TAG : 1;
      this.#tag(String(rank), x, Math.max(y, (TAG_PX * size) / view.scale), view, { size });
    }
  }

  /** Fill boxes by which of two maps has more; those that may be chance are grey and dashed. */
  differences(boxes: readonly LeaningBox[], look: Look, view: View): void {
    const context = this.#context;
    if (!context) return;
    const px = 1 / view.scale;
    const ordered = inDrawingOrder(boxes);
    for (const { x, y, width, height, lean, isSure, isHighlighted } of ordered) {
      const { fill, line } = leanColours(lean, isSure, look.opacity);
      context.fillStyle = fill;
      context.fillRect(x, y, width, height);
      context.setLineDash(isSure ? [] : [3 * px, 3 * px]);
      context.lineWidth = (isHighlighted ? 3 : 1.25) * px;
      context.strokeStyle = isHighlighted ? ACCENT : line;
      context.strokeRect(x, y, width, height);
    }
    context.setLineDash([]);
    for (const { x, y, tag, lean, isSure } of ordered) {
      const bottom = Math.max(y, TAG_PX * px);
      const { tag: colour } = leanColours(lean, isSure, 1);
      if (tag) this.#tag(tag, x, bottom, view, { colour });
    }
  }

  /** Frame boxes by their rating, the worst on top. */
  ratings(boxes: readonly RatedBox[], view: View): void {
    const context = this.#context;
    if (!context) return;
    const px = 1 / view.scale;
    for (const { x, y, width, height, rating, tag, isHighlighted } of inRatingOrder(boxes)) {
      const { line, fill, dash } = RATING_LOOKS[rating];
      context.fillStyle = fill;
      context.fillRect(x, y, width, height);
      context.setLineDash(isHighlighted ? [] : dash.map((length) => length * px));
      context.lineWidth = (isHighlighted ? 4 : 2) * px;
      context.strokeStyle = line;
      context.strokeRect(x, y, width, height);
      context.setLineDash([]);
      this.#tag(tag, x, Math.max(y, TAG_PX * px), view, { colour: line });
    }
  }

  /** Frame a rectangle that somebody drew. */
  region({ x, y, width, height }: Box, view: View): void {
    const context = this.#context;
    if (!context) return;
    const px = 1 / view.scale;
    context.fillStyle = REGION_FILL;
    context.fillRect(x, y, width, height);
    context.setLineDash([6 * px, 4 * px]);
    context.lineWidth = 2 * px;
    context.strokeStyle = ACCENT;
    context.strokeRect(x, y, width, height);
    context.setLineDash([]);
  }

  /** What is drawn now, in pixels of the screen. */
  get canvas(): HTMLCanvasElement {
    return this.#canvas;
  }

  /** Write words in a small box that ends at `bottom`, kept inside of the viewport. */
  #tag(words: string, x: number, bottom: number, view: View, look: TagLook): void {
    const context = this.#context;
    if (!context) return;
    const { colour = ACCENT, isRight = false, size = 1 } = look;
    const usual = size / view.scale;
    context.font = fontOf(usual);
    const wanted = context.measureText(words).width + 10 * usual;
    // Words that a narrow page has no room for are smaller, not cut off.
    const px = usual * Math.min(1, view.width / wanted);
    const width = wanted * (px / usual);
    context.font = fontOf(px);
    const left = Math.min(Math.max(0, isRight ? x - width : x), view.width - width);
    const top = Math.max(0, bottom - TAG_PX * px);
    context.fillStyle = colour;
    context.fillRect(left, top, width, TAG_PX * px);
    context.fillStyle = ON_ACCENT;
    context.textBaseline = "middle";
    context.fillText(words, left + 5 * px, top + (TAG_PX / 2) * px);
  }
}

function fontOf(px: number): string {
  return `600 ${FONT_PX * px}px system-ui, sans-serif`;
}

/** Shares of the views at which the scroll map draws a line. */
const REACH_LINES = [0.75, 0.5, 0.25, 0.1];

/** Return where the last of these shares of the views ended, as lines with words. */
export function reachLines(steps: readonly ReachStep[]): { y: number; words: string }[] {
  return REACH_LINES.flatMap((share) => {
    const end = steps.find((step) => step.share < share);
    return end ? [{ y: end.y, words: `${share * 100} % of the views reach this far` }] : [];
  });
}
