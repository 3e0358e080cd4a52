/** Shows one recorded page frozen, with heat on it. */

import { EventType, type eventWithTime } from "rrweb";
import { createAssetShelf } from "../assets";
import { createSanitiser } from "../sanitise/events";
import { createStage, type Stage } from "../stage";
import { readWindow } from "../window";
import { breakpointsOf } from "./breakpoints";
import { differenceWords } from "./difference";
import { type Drawn, drawHeat, drawnOf } from "./drawing";
import type {
  DifferenceElement,
  FromMap,
  Heat,
  HeatElement,
  HeatPoint,
  Look,
  RatedElement,
  Region,
  ToMap,
} from "./messages";
import { pictureOfPage, pngOf } from "./page-picture";
import { listenToPointer } from "./pointer";
import { ratingWords } from "./rating";
import { boxOfRegion, regionBetween } from "./region";
import { createResolver, type Resolver } from "./resolver";
import { Scene } from "./scene";
import { bringIntoView, scrollAt } from "./scrolling";
import { Surface, type View } from "./surface";
import { Tip } from "./tip";
import { bandWords, densityWords } from "./words";

/** Half the side of the square around a spot that was pressed, CSS pixels: about a fingertip. */
const SPOT_PX = 24;
/** Room above a rectangle that is brought into view, CSS pixels. */
const ROOM_PX = 80;

/** Nothing moves, nothing fades in: what is seen is where it will stay. */
const FROZEN = `*, *::before, *::after {
  animation-duration: 0s !important; animation-delay: 0s !important;
  transition: none !important; scroll-behavior: auto !important; caret-color: transparent !important;
}`;

/** What of a heat lies on elements, and what on the page itself. */
function contentOf(heat: Heat): {
  elements: readonly HeatElement[];
  points: readonly HeatPoint[];
} {
  if (heat.kind === "reach") return { elements: [], points: [] };
  const hasPoints = heat.kind === "density" || heat.kind === "attention";
  return hasPoints ? heat : { elements: heat.elements, points: [] };
}

/** One heatmap inside `root`. */
export class HeatMap {
  readonly #root: HTMLElement;
  readonly #send: (message: FromMap) => void;
  readonly #resize: (width: number, height: number) => void;
  readonly #surface = new Surface(document.body);
  readonly #tip = new Tip(document.body);
  readonly #assets = createAssetShelf();
  #stage: Stage | null = null;
  #resolver: Resolver | null = null;
  #run = 0;
  /** The viewport of the frozen page, CSS pixels. */
  #size = { width: 0, height: 0 };
  #look: Look = { palette: "viridis", scale: "linear", opacity: 0.7, radiusPx: 12, hasBoxes: true };
  #drawn: Drawn | null = null;
  #highlighted: string | null = null;
  #hovered: string | null = null;
  #isPlanned = false;
  /** The rectangle that was drawn last, on the page. */
  #region: Region | null = null;
  /** Where the one being drawn began, on the page. */
  #corner = { x: 0, y: 0 };
  #isDrawing = false;

  /** `send` takes messages to the dashboard; `resize` fits a viewport into the player page. */
  constructor(
    root: HTMLElement,
    send: (message: FromMap) => void,
    resize: (width: number, height: number) => void,
  ) {
    this.#root = root;
    root.classList.add("map");
    this.#send = send;
    this.#resize = resize;
    listenToPointer({
      scale: () => this.#view().scale,
      height: () => this.#size.height,
      scroll: (x, y, distance) => this.#scroll(x, y, distance),
      point: (x, y, screen) => this.#point(x, y, screen),
      leave: () => this.#leave(),
      pick: (x, y) => this.#pick(x, y),
      isDrawing: () => this.#isDrawing,
      begin: (x, y) => {
        this.#corner = this.#onPage(x, y);
      },
      draw: (x, y, isDone) => this.#drawRegion(x, y, isDone),
    });
    window.addEventListener("resize", () => {
      this.#resize(this.#size.width, this.#size.height);
      this.#plan();
    });
  }

  handle(message: ToMap): void {
    switch (message.type) {
      case "map-show":
        this.#show(message);
        break;
      case "map-heat":
        if (message.run === this.#run) this.#setHeat(message);
        break;
      case "map-look":
        this.#look = message.look;
        if (this.#drawn) this.#paint(this.#drawn.heat, this.#drawn.scene);
        break;
      case "map-highlight":
        this.#highlight(message.elementId);
        break;
      case "map-scroll":
        this.#frame()?.contentWindow?.scrollTo({ top: message.top, behavior: "instant" });
        break;
      case "map-region":
        if (message.run === this.#run) this.#showRegion(message.region);
        break;
      case "map-drawing":
        this.#isDrawing = message.isOn;
        break;
      case "map-picture":
        if (message.run === this.#run) void this.#takePicture(message);
        break;
      default:
        message satisfies never;
    }
  }

  #frame(): HTMLIFrameElement | null {
    return this.#root.querySelector("iframe");
  }

  #page(): Document | null {
    return this.#frame()?.contentDocument ?? null;
  }

  #view(): View {
    const view = this.#frame()?.contentWindow;
    const scale = Number(this.#root.style.getPropertyValue("--scale")) || 1;
    return { ...this.#size, scale, left: view?.scrollX ?? 0, top: view?.scrollY ?? 0 };
  }

  #show({ run, bytes, assets, at, width, projectKey }: Extract<ToMap, { type: "map-show" }>): void {
    this.#run = run;
    this.#drawn = null;
    this.#resolver = null;
    this.#region = null;
    this.#assets.add(assets);
    const window = readWindow(bytes, createSanitiser(this.#assets));
    const first = window?.events.findIndex(({ type }) => type === EventType.FullSnapshot) ?? -1;
    if (!window || first < 0) {
      this.#send({ type: "map-failed", run, problem: window ? "no_snapshot" : "unreadable" });
      return;
    }
    const isMeta = window.events[first - 1]?.type === EventType.Meta;
    const events = window.events.slice(isMeta ? first - 1 : first);
    this.#stage ??= createStage(this.#root, (wide, high) => {
      this.#size = { width: wide, height: high };
    });
    this.#stage.show(events);
    this.#stage.pauseAt(Math.max(at, events[0]?.timestamp ?? at));
    this.#freeze(width ?? this.#size.width);
    const page = this.#page();
    if (page) this.#resolver = createResolver(page, projectKey, addressOf(events));
    this.#tellShown(run);
  }

  /** Give the page the chosen width, as it stands at its very top. */
  #freeze(width: number): void {
    this.#size = { ...this.#size, width };
    this.#resize(width, this.#size.height);
    const frame = this.#frame();
    const page = this.#page();
    if (!frame || !page) return;
    frame.width = String(width);
    const style = page.createElement("style");
    style.textContent = FROZEN;
    page.documentElement.append(style);
    page.addEventListener("scroll", () => this.#plan(), { capture: true, passive: true });
    frame.contentWindow?.scrollTo({ top: 0, left: 0, behavior: "instant" });
  }

  #tellShown(run: number): void {
    const page = this.#page();
    if (!page) return;
    const { width, height } = this.#size;
    const pageHeight = page.documentElement.scrollHeight;
    const breakpoints = breakpointsOf(page);
    this.#send({ type: "map-shown", run, width, height, pageHeight, breakpoints });
    this.#plan();
  }

  #setHeat({ run, heat }: Extract<ToMap, { type: "map-heat" }>): void {
    const page = this.#page();
    if (!page) return;
    const { elements, points } = contentOf(heat);
    const matches = this.#resolver?.resolve(elements) ?? new Map();
    const scene = new Scene(page, elements, points, matches);
    this.#paint(heat, scene);
    const { top } = this.#view();
    const placed = scene.placed.map((one) => ({
      id: one.element.id,
      confidence: one.confidence,
      top: top + (scene.boxOf(one)?.y ?? 0),
    }));
    const { hidden, unresolved } = scene;
    const highest = this.#drawn?.highest ?? 0;
    this.#send({ type: "map-placed", run, placed, hidden, unresolved, highest });
  }

  #paint(heat: Heat, scene: Scene): void {
    this.#drawn = drawnOf(heat, scene, this.#look, this.#size);
    this.#draw();
  }

  /** Draw at the next frame of the browser, once. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    requestAnimationFrame(() => {
      this.#isPlanned = false;
      this.#drawn?.scene.forgetMoving();
      this.#draw();
      this.#send({ type: "map-scrolled", top: this.#view().top });
    });
  }

  #draw(): void {
    this.#drawOn(this.#surface, this.#view());
  }

  #drawOn(surface: Surface, view: View, ratio?: number): void {
    surface.begin(view, ratio);
    const pageHeight = this.#page()?.documentElement.scrollHeight ?? 0;
    const highlighted = [this.#highlighted, this.#hovered];
    const region = this.#region && boxOfRegion(this.#region);
    if (this.#drawn) {
      drawHeat(surface, this.#drawn, this.#look, view, pageHeight, { highlighted, region });
    }
  }

  #highlight(elementId: string | null): void {
    this.#highlighted = elementId;
    const scene = this.#drawn?.scene;
    const one = scene?.placed.find(({ element }) => element.id === elementId);
    const box = one && scene?.boxOf(one);
    const isAside = !box || box.y < 0 || box.y + box.height > this.#size.height;
    const page = this.#page();
    if (isAside && one && page) bringIntoView(page, one.node);
    this.#plan();
  }

  #scroll(x: number, y: number, distance: { left: number; top: number }): void {
    const page = this.#page();
    if (page) scrollAt(page, x, y, distance);
  }

  #point(x: number, y: number, screen: { x: number; y: number }): void {
    const drawn = this.#drawn;
    if (!drawn) return;
    const view = this.#view();
    const under = drawn.scene.under(x, y);
    const words = wordsOf(drawn, { x, y }, view, under?.element);
    this.#tip.show(screen.x, screen.y, words);
    this.#hover(under?.element.id ?? null);
  }

  #leave(): void {
    this.#tip.hide();
    this.#hover(null);
  }

  #hover(elementId: string | null): void {
    if (elementId === this.#hovered) return;
    this.#hovered = elementId;
    this.#send({ type: "map-hovered", elementId });
    this.#plan();
  }

  #pick(x: number, y: number): void {
    const elementId = this.#drawn?.scene.under(x, y)?.element.id ?? null;
    const at = this.#onPage(x, y);
    if (elementId === null && this.#drawn?.heat.kind === "density") {
      const corner = { x: at.x - SPOT_PX, y: at.y - SPOT_PX };
      this.#setRegion(regionBetween(corner, { x: at.x + SPOT_PX, y: at.y + SPOT_PX }));
      this.#tellRegion();
    } else {
      this.#setRegion(null);
      this.#send({ type: "map-picked", elementId, ...at });
    }
  }

  #onPage(x: number, y: number): { x: number; y: number } {
    const { left, top } = this.#view();
    return { x: x + left, y: y + top };
  }

  #drawRegion(x: number, y: number, isDone: boolean): void {
    // Only places add up; bands and differences have no sessions of a rectangle.
    if (this.#drawn?.heat.kind !== "density") return;
    this.#leave();
    this.#setRegion(regionBetween(this.#corner, this.#onPage(x, y)));
    if (isDone) this.#tellRegion();
  }

  #setRegion(region: Region | null): void {
    this.#region = region;
    this.#plan();
  }

  #tellRegion(): void {
    const [region, scene] = [this.#region, this.#drawn?.scene];
    if (!region || !scene) return;
    this.#send({ type: "map-region", run: this.#run, region, ...scene.within(region) });
  }

  /** Frame the rectangle that a link names, in view. */
  #showRegion(region: Region | null): void {
    this.#setRegion(region);
    if (!region) return;
    const { top, height } = this.#view();
    const isSeen = region.top >= top && region.bottom <= top + height;
    const view = this.#frame()?.contentWindow;
    if (!isSeen) view?.scrollTo({ top: region.top - ROOM_PX, behavior: "instant" });
    this.#tellRegion();
  }

  async #takePicture({ run, width }: Extract<ToMap, { type: "map-picture" }>): Promise<void> {
    const page = this.#page();
    const shown = this.#view();
    const view = { ...shown, scale: (width ?? shown.width) / Math.max(1, shown.width) };
    const surface = new Surface(document.createElement("div"));
    this.#drawOn(surface, view, 1);
    const backdrop = page && (await pictureOfPage(page, shown));
    const png = await pngOf(stacked(surface.canvas, backdrop?.image, backdrop?.background));
    const isWhole = backdrop?.isWhole ? "whole" : "partial";
    this.#send({ type: "map-pictured", run, png, backdrop: backdrop ? isWhole : "missing" });
  }
}

/** Lay heat over the picture of its page. */
function stacked(heat: HTMLCanvasElement, page?: HTMLImageElement, background = "#fff") {
  const canvas = document.createElement("canvas");
  canvas.width = heat.width;
  canvas.height = heat.height;
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (page) context.drawImage(page, 0, 0, canvas.width, canvas.height);
  context.drawImage(heat, 0, 0);
  return canvas;
}

function wordsOf(
  drawn: Drawn,
  place: { x: number; y: number },
  view: View,
  element: HeatElement | undefined,
): readonly string[] {
  const { kind } = drawn.heat;
  if (kind === "density") return densityWords(drawn, place, view, element);
  if (kind === "difference") return differenceWords(element as DifferenceElement | undefined);
  if (kind === "rating") return ratingWords(element as RatedElement | undefined);
  return bandWords(kind, drawn.bands, place.y + view.top);
}

/** The address of the recorded page. */
function addressOf(events: readonly eventWithTime[]): string {
  const [meta] = events;
  return meta?.type === EventType.Meta ? meta.data.href : "";
}
