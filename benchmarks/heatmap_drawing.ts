/** Runs in the browser: draws many points with the player's own code, and as naive stamps. */

import { adderTo, blurred, createGrid } from "../dashboard/src/player/heatmap/density";
import type { HeatPoint, Look } from "../dashboard/src/player/heatmap/messages";
import { coloursOf, stepOf } from "../dashboard/src/player/heatmap/palette";
import { pictureOf, Surface, type View } from "../dashboard/src/player/heatmap/surface";
import { highestOf } from "../dashboard/src/player/heatmap/scene";

/** A long page on a desktop, CSS pixels. */
const PAGE = { width: 1440, height: 5_000 };
const VIEWPORT = { width: 1440, height: 900 };
const BUTTONS = 60;
const STAMP_PX = 24;
const SCROLL_PX = 100;
const LOOK: Look = {
  palette: "viridis",
  scale: "linear",
  opacity: 0.7,
  radiusPx: 12,
  hasBoxes: true,
};

/** The same numbers in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** As the API tells them: half on buttons, the first far more often than the last, half anywhere. */
function pointsOf(count: number): HeatPoint[] {
  const random = randomNumbers(7);
  const whole = Math.floor;
  return Array.from({ length: count }, (_, index) => {
    if (index % 2) {
      return { x: whole(random() * PAGE.width), y: whole(random() * PAGE.height), value: 1 };
    }
    const button = Math.floor(BUTTONS ** random()) - 1;
    const x = 60 + (button % 6) * 230 + random() * 160;
    const y = 40 + Math.floor(button / 6) * 480 + random() * 40;
    return { x: whole(x), y: whole(y), value: 1 };
  });
}

function timed(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** Make the browser draw what it has put off. */
function flush(canvas: HTMLCanvasElement): void {
  canvas.getContext("2d")?.getImageData(0, 0, 1, 1);
}

/** Milliseconds of each step of one drawing, the shown part of the page included. */
function drawn(points: readonly HeatPoint[], surface: Surface) {
  const grid = createGrid(PAGE.width, PAGE.height, LOOK.radiusPx);
  const bin = timed(() => {
    const add = adderTo(grid);
    for (const { x, y, value } of points) add(x, y, value);
  });
  let page = grid;
  const blur = timed(() => {
    page = blurred(grid);
  });
  let picture = document.createElement("canvas");
  const colour = timed(() => {
    picture = pictureOf(page, highestOf([page]), LOOK);
  });
  const view: View = { ...VIEWPORT, scale: 1, left: 0, top: 0 };
  const show = timed(() => {
    surface.begin(view);
    surface.picture(picture, page, 0, 0);
    flush(surface.canvas);
  });
  return { steps: { bin, blur, colour, show }, page, picture };
}

/** Milliseconds of frames while the page is scrolled. */
function scrolled(points: readonly HeatPoint[], surface: Surface): number[] {
  const { page, picture } = drawn(points, surface);
  const frames: number[] = [];
  for (let top = 0; top < PAGE.height - VIEWPORT.height; top += SCROLL_PX) {
    const view: View = { ...VIEWPORT, scale: 1, left: 0, top };
    const boxes = Array.from({ length: 20 }, (_, rank) => ({
      ...{ x: 60 + rank * 60, y: 40 + rank * 30, width: 160, height: 40 },
      ...{ rank, isHighlighted: false },
    }));
    frames.push(
      timed(() => {
        surface.begin(view);
        surface.picture(picture, page, 0, -top);
        surface.boxes(boxes, view);
        flush(surface.canvas);
      }),
    );
  }
  return frames;
}

function stampOf(): HTMLCanvasElement {
  const stamp = document.createElement("canvas");
  stamp.width = stamp.height = 2 * STAMP_PX;
  const context = stamp.getContext("2d");
  const gradient = context?.createRadialGradient(STAMP_PX, STAMP_PX, 0, STAMP_PX, STAMP_PX, STAMP_PX);
  if (!context || !gradient) return stamp;
  gradient.addColorStop(0, "rgb(0 0 0 / 1)");
  gradient.addColorStop(1, "rgb(0 0 0 / 0)");
  context.fillStyle = gradient;
  context.fillRect(0, 0, 2 * STAMP_PX, 2 * STAMP_PX);
  return stamp;
}

/** Milliseconds of a disc that fades out per point, laid over each other, then coloured. */
function stamped(points: readonly HeatPoint[]): number {
  const stamp = stampOf();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, PAGE);
  const context = canvas.getContext("2d");
  if (!context) return Number.NaN;
  return timed(() => {
    context.globalAlpha = 0.05;
    for (const { x, y } of points) context.drawImage(stamp, x - STAMP_PX, y - STAMP_PX);
    const image = context.getImageData(0, 0, PAGE.width, PAGE.height);
    const colours = coloursOf(LOOK.palette, LOOK.opacity);
    for (let at = 0; at < image.data.length; at += 4) {
      const step = stepOf((image.data[at + 3] ?? 0) / 255, "linear") * 4;
      for (let channel = 0; channel < 4; channel += 1) {
        image.data[at + channel] = colours[step + channel] ?? 0;
      }
    }
    context.putImageData(image, 0, 0);
    flush(canvas);
  });
}

/** What the benchmark calls. */
Object.assign(window, {
  drawing: {
    draw(count: number, repeats: number) {
      const surface = new Surface(document.body);
      const points = pointsOf(count);
      const runs = Array.from({ length: repeats }, () => drawn(points, surface).steps);
      const frames = scrolled(points, surface);
      surface.destroy();
      return { runs, frames };
    },
    stamp: (count: number) => stamped(pointsOf(count)),
  },
});
