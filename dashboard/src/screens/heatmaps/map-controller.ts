/** Stands between the heatmap screen and the player page: shows a page, lays heat on it. */

import type { Asset } from "../../player/assets";
import type { FromMap, Heat, Look, Placement, Region, ToMap } from "../../player/heatmap/messages";
import { createStore, type Store } from "../../store";

/** The moment of a recording whose page is shown; Unix ms. */
export interface Backdrop {
  sessionId: string;
  tabId: string;
  at: number;
}

type Shown = Extract<FromMap, { type: "map-shown" }>;
type Pictured = Extract<FromMap, { type: "map-pictured" }>;

/** A rectangle of the page with what of the map lies in it. */
export type DrawnRegion = Pick<
  Extract<FromMap, { type: "map-region" }>,
  "region" | "parts" | "sum"
>;

/** What a map's picture shows of the page. */
export type Picture = Pick<Pictured, "png" | "backdrop">;

export interface MapState {
  /** The page that is on the screen; null while it loads. */
  shown: Shown | null;
  /** Where the heat went; null while it is being placed. */
  placement: Placement | null;
  error: unknown;
  problem: "unreadable" | "no_snapshot" | null;
  hovered: string | null;
  /** The rectangle that is framed; null where there is none, or the page is not placed yet. */
  drawn: DrawnRegion | null;
}

interface Outside {
  /** Public key of the project. */
  projectKey: string;
  fetchPage(backdrop: Backdrop, signal: AbortSignal): Promise<ArrayBuffer>;
  /** What the events of a page refer to. */
  fetchAssets(bytes: ArrayBuffer, signal: AbortSignal): Promise<Asset[]>;
  send(message: ToMap): void;
  /** An element was pressed, or none where there is no region either. */
  onElement(elementId: string | null): void;
  /** A rectangle was drawn, or a spot pressed where no element is. */
  onRegion(region: Region): void;
}

const EMPTY: MapState = {
  shown: null,
  placement: null,
  error: null,
  problem: null,
  hovered: null,
  drawn: null,
};
/** A picture that takes longer will not come: the player page is gone or hangs. */
const PICTURE_MS = 20_000;

/** One map; the heat that was set last is laid on every page that is shown after it. */
export class MapController {
  readonly state: Store<MapState> = createStore(EMPTY);
  /** How far the page is scrolled, CSS pixels. */
  readonly top: Store<number> = createStore(0);

  readonly #outside: Outside;
  #run = 0;
  #request: AbortController | null = null;
  #isPlayerReady = false;
  #waiting: ToMap | null = null;
  /** What `show` was asked for last. */
  #wanted: { backdrop: Backdrop; width: number | null } | null = null;
  #heat: Heat | null = null;
  #look: Look | null = null;
  #region: Region | null = null;
  #isDrawing = false;
  #takers: ((picture: Picture) => void)[] = [];

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  stop(): void {
    this.#request?.abort();
  }

  /** Show the page of a recording in a viewport of a width (null: the recorded one). */
  async show(backdrop: Backdrop, width: number | null): Promise<void> {
    this.#request?.abort();
    this.#wanted = { backdrop, width };
    this.#run += 1;
    const run = this.#run;
    const request = new AbortController();
    this.#request = request;
    this.#change({ shown: null, placement: null, error: null, problem: null, drawn: null });
    try {
      const bytes = await this.#outside.fetchPage(backdrop, request.signal);
      const assets = await this.#outside.fetchAssets(bytes, request.signal);
      if (!request.signal.aborted) {
        const { projectKey } = this.#outside;
        const { at } = backdrop;
        this.#sendPage({ type: "map-show", run, bytes, assets, at, width, projectKey });
      }
    } catch (error) {
      if (!request.signal.aborted) this.#change({ error });
    }
  }

  /** The player page is gone; when another one is ready, it shows what this one did. */
  lose(): void {
    this.#isPlayerReady = false;
    if (this.#wanted) void this.show(this.#wanted.backdrop, this.#wanted.width);
  }

  /** What was placed before stays told until the new heat is placed: nothing flickers. */
  setHeat(heat: Heat): void {
    this.#heat = heat;
    this.#sendHeat();
  }

  /** Frame a rectangle of the page, also on pages that are shown later; null takes it away. */
  setRegion(region: Region | null): void {
    if (isSameRegion(region, this.#region)) return;
    this.#region = region;
    this.#change({ drawn: null });
    this.#sendRegion();
  }

  /** Whether a finger draws a rectangle in place of scrolling. */
  setDrawing(isOn: boolean): void {
    this.#isDrawing = isOn;
    if (this.#isPlayerReady) this.#outside.send({ type: "map-drawing", isOn });
  }

  /** Return a picture of what is seen, so many pixels wide; null for the page's own width. */
  takePicture(width: number | null): Promise<Picture> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve({ png: null, backdrop: "missing" }), PICTURE_MS);
      this.#takers.push((picture) => {
        clearTimeout(timer);
        resolve(picture);
      });
      this.#outside.send({ type: "map-picture", run: this.#run, width });
    });
  }

  setLook(look: Look): void {
    this.#look = look;
    if (this.#isPlayerReady) this.#outside.send({ type: "map-look", look });
  }

  highlight(elementId: string | null): void {
    this.#outside.send({ type: "map-highlight", elementId });
  }

  scrollTo(top: number): void {
    this.#outside.send({ type: "map-scroll", top });
  }

  /** The player page has loaded. */
  onReady(): void {
    this.#isPlayerReady = true;
    if (this.#look) this.#outside.send({ type: "map-look", look: this.#look });
    if (this.#isDrawing) this.setDrawing(true);
    if (this.#waiting) this.#outside.send(this.#waiting);
    this.#waiting = null;
  }

  receive(message: FromMap): void {
    switch (message.type) {
      case "map-shown":
        if (message.run !== this.#run) break;
        this.#change({ shown: message });
        this.#sendHeat();
        break;
      case "map-placed":
        if (message.run === this.#run) this.#onPlaced(message);
        break;
      case "map-failed":
        if (message.run === this.#run) this.#change({ problem: message.problem });
        break;
      case "map-hovered":
        this.#change({ hovered: message.elementId });
        break;
      case "map-picked":
        this.#region = null;
        this.#change({ drawn: null });
        this.#outside.onElement(message.elementId);
        break;
      case "map-region":
        if (message.run === this.#run) this.#onRegion(message);
        break;
      case "map-pictured":
        this.#takers.shift()?.(message);
        break;
      case "map-scrolled":
        this.top.set(message.top);
        break;
      default:
        message satisfies never;
    }
  }

  #change(part: Partial<MapState>): void {
    this.state.set({ ...this.state.get(), ...part });
  }

  #onPlaced(placement: Placement): void {
    this.#change({ placement });
    this.#sendRegion();
  }

  #onRegion({ region, parts, sum }: DrawnRegion): void {
    const isNew = !isSameRegion(region, this.#region);
    this.#region = region;
    this.#change({ drawn: { region, parts, sum } });
    if (isNew) this.#outside.onRegion(region);
  }

  #sendPage(message: ToMap): void {
    if (this.#isPlayerReady) this.#outside.send(message);
    else this.#waiting = message;
  }

  /** Heat lies on a page: before there is one, it waits. */
  #sendHeat(): void {
    const isShown = this.state.get().shown !== null;
    if (isShown && this.#heat) {
      this.#outside.send({ type: "map-heat", run: this.#run, heat: this.#heat });
    }
  }

  /** What lies in a rectangle is known when the heat is placed. */
  #sendRegion(): void {
    if (!this.state.get().placement) return;
    this.#outside.send({ type: "map-region", run: this.#run, region: this.#region });
  }
}

function isSameRegion(one: Region | null, other: Region | null): boolean {
  if (!one || !other) return one === other;
  const sides = ["left", "top", "right", "bottom"] as const;
  return sides.every((side) => one[side] === other[side]);
}
