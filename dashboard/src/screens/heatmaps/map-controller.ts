/** Stands between the heatmap screen and the player page: shows a page, lays heat on it. */

import type { Asset } from "../../player/assets";
import type { FromMap, Heat, Look, Placement, ToMap } from "../../player/heatmap/messages";
import { createStore, type Store } from "../replay/store";

/** The moment of a recording whose page is shown; Unix ms. */
export interface Backdrop {
  sessionId: string;
  tabId: string;
  at: number;
}

type Shown = Extract<FromMap, { type: "map-shown" }>;
type Picked = Pick<Extract<FromMap, { type: "map-picked" }>, "elementId" | "x" | "y">;

export interface MapState {
  /** The page that is on the screen; null while it loads. */
  shown: Shown | null;
  /** Where the heat went; null while it is being placed. */
  placement: Placement | null;
  error: unknown;
  problem: "unreadable" | "no_snapshot" | null;
  hovered: string | null;
  picked: Picked | null;
}

interface Outside {
  /** Public key of the project. */
  projectKey: string;
  fetchPage(backdrop: Backdrop, signal: AbortSignal): Promise<ArrayBuffer>;
  /** What the events of a page refer to. */
  fetchAssets(bytes: ArrayBuffer, signal: AbortSignal): Promise<Asset[]>;
  send(message: ToMap): void;
}

const EMPTY: MapState = {
  shown: null,
  placement: null,
  error: null,
  problem: null,
  hovered: null,
  picked: null,
};

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
  #heat: Heat | null = null;
  #look: Look | null = null;

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  stop(): void {
    this.#request?.abort();
  }

  /** Show the page of a recording in a viewport of a width (null: the recorded one). */
  async show(backdrop: Backdrop, width: number | null): Promise<void> {
    this.#request?.abort();
    this.#run += 1;
    const run = this.#run;
    const request = new AbortController();
    this.#request = request;
    this.#change({ shown: null, placement: null, error: null, problem: null, picked: null });
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

  setHeat(heat: Heat): void {
    this.#heat = heat;
    this.#change({ placement: null });
    this.#sendHeat();
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

  /** Forget the place that was pressed. */
  unpick(): void {
    this.#change({ picked: null });
  }

  /** The player page has loaded. */
  onReady(): void {
    this.#isPlayerReady = true;
    if (this.#look) this.#outside.send({ type: "map-look", look: this.#look });
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
        if (message.run === this.#run) this.#change({ placement: message });
        break;
      case "map-failed":
        if (message.run === this.#run) this.#change({ problem: message.problem });
        break;
      case "map-hovered":
        this.#change({ hovered: message.elementId });
        break;
      case "map-picked":
        this.#change({ picked: message });
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
}
