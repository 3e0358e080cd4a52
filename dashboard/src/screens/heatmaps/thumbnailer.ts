/** Makes small pictures of pages, one at a time, and keeps them for as long as the tab lives. */

import type { Heat } from "../../player/heatmap/messages";
import type { Backdrop, MapController } from "./map-controller";

/** What a picture shows. */
export interface Sight {
  backdrop: Backdrop;
  /** What lies over the page; null for the page alone. */
  heat: Heat | null;
  /** Width of the viewport, CSS pixels; null for the recorded one. */
  viewport: number | null;
  /** Width of the picture, pixels. */
  width: number;
}

/** A page that takes longer is left without a picture. */
const SHOWN_MS = 10_000;
const NO_HEAT: Heat = { kind: "density", elements: [], points: [] };
/** Pictures kept, some 10 kB each; the oldest go. */
const KEPT = 200;

/** Object addresses by project and page; null where there is nothing to show. */
const kept = new Map<string, string | null>();

function keep(key: string, address: string | null): void {
  kept.set(key, address);
  for (const [oldest, old] of kept) {
    if (kept.size <= KEPT) break;
    if (old) URL.revokeObjectURL(old);
    kept.delete(oldest);
  }
}

/** Wait until the page, with its heat if it has any, is drawn by the hidden player, or cannot be. */
function isShown(controller: MapController, hasHeat: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (found: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(found);
    };
    const timer = setTimeout(() => end(false), SHOWN_MS);
    const stop = controller.state.subscribe(() => {
      const { shown, placement, error, problem } = controller.state.get();
      if (shown && (placement || !hasHeat)) end(true);
      else if (error || problem) end(false);
    });
  });
}

export class Thumbnailer {
  readonly #controller: MapController;
  readonly #projectId: string;
  #last: Promise<unknown> = Promise.resolve();
  #isOver = false;

  constructor(projectId: string, controller: MapController) {
    this.#projectId = projectId;
    this.#controller = controller;
  }

  /** What is kept under a name; undefined where nobody asked for it yet. */
  peek(name: string): string | null | undefined {
    return kept.get(this.#keyOf(name));
  }

  /** Return the address of the picture of a name, made of what `find` says; null without one. */
  get(name: string, find: () => Promise<Sight | null>): Promise<string | null> {
    const made = this.#last.then(() => this.#make(name, find));
    this.#last = made.catch(() => null);
    return made;
  }

  /** Make nothing any more. */
  stop(): void {
    this.#isOver = true;
  }

  #keyOf(name: string): string {
    return `${this.#projectId} ${name}`;
  }

  async #make(name: string, find: () => Promise<Sight | null>): Promise<string | null> {
    const key = this.#keyOf(name);
    const known = kept.get(key);
    if (known !== undefined || this.#isOver) return known ?? null;
    const address = await this.#picture(await find());
    if (!this.#isOver) keep(key, address);
    return address;
  }

  async #picture(sight: Sight | null): Promise<string | null> {
    if (!sight) return null;
    const { backdrop, heat, viewport, width } = sight;
    this.#controller.setHeat(heat ?? NO_HEAT);
    const shown = isShown(this.#controller, heat !== null);
    void this.#controller.show(backdrop, viewport);
    if (!(await shown)) return null;
    const { png, backdrop: page } = await this.#controller.takePicture(width);
    if (!png || page === "missing") return null;
    // A recording decided its bytes: it is only ever shown as a picture.
    return URL.createObjectURL(new Blob([png], { type: "image/png" }));
  }
}
