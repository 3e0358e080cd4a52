/** Makes small pictures of pages, one at a time, and keeps them for as long as the tab lives. */

import type { Backdrop, MapController } from "./map-controller";

/** Twice as wide as they are shown: sharp on a fine screen. */
const WIDTH_PX = 224;
/** A page that takes longer is left without a picture. */
const SHOWN_MS = 10_000;
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

/** Wait until the page is on the screen of the hidden player, or cannot be. */
function isShown(controller: MapController): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (found: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(found);
    };
    const timer = setTimeout(() => end(false), SHOWN_MS);
    const stop = controller.state.subscribe(() => {
      const { shown, error, problem } = controller.state.get();
      if (shown) end(true);
      else if (error || problem) end(false);
    });
  });
}

export class Thumbnailer {
  readonly #controller: MapController;
  readonly #findBackdrop: (pageURL: string) => Promise<Backdrop | null>;
  readonly #projectId: string;
  #last: Promise<unknown> = Promise.resolve();
  #isOver = false;

  constructor(
    projectId: string,
    controller: MapController,
    findBackdrop: (pageURL: string) => Promise<Backdrop | null>,
  ) {
    this.#projectId = projectId;
    this.#controller = controller;
    this.#findBackdrop = findBackdrop;
  }

  /** What is kept of a page; undefined where nobody asked for it yet. */
  peek(pageURL: string): string | null | undefined {
    return kept.get(this.#keyOf(pageURL));
  }

  /** Return the address of a picture of a page, or null where there is none. */
  get(pageURL: string): Promise<string | null> {
    const made = this.#last.then(() => this.#make(pageURL));
    this.#last = made.catch(() => null);
    return made;
  }

  /** Make nothing any more. */
  stop(): void {
    this.#isOver = true;
  }

  #keyOf(pageURL: string): string {
    return `${this.#projectId} ${pageURL}`;
  }

  async #make(pageURL: string): Promise<string | null> {
    const key = this.#keyOf(pageURL);
    const known = kept.get(key);
    if (known !== undefined || this.#isOver) return known ?? null;
    const address = await this.#picture(pageURL);
    if (!this.#isOver) keep(key, address);
    return address;
  }

  async #picture(pageURL: string): Promise<string | null> {
    const backdrop = await this.#findBackdrop(pageURL);
    if (!backdrop) return null;
    const shown = isShown(this.#controller);
    void this.#controller.show(backdrop, null);
    if (!(await shown)) return null;
    const { png, backdrop: page } = await this.#controller.takePicture(WIDTH_PX);
    if (!png || page === "missing") return null;
    // A recording decided its bytes: it is only ever shown as a picture.
    return URL.createObjectURL(new Blob([png], { type: "image/png" }));
  }
}
