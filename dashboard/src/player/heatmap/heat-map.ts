/** Shows one recorded page frozen, with heat on it. */

import { EventType, type eventWithTime } from "rrweb";
import { createAssetShelf } from "../assets";
import { createSanitiser } from "../sanitise/events";
import { createStage, type Stage } from "../stage";
import { readWindow } from "../window";
import { attentionSteps, type BandStep, reachSteps } from "./bands";
import { breakpointsOf } from "./breakpoints";
import type { Grid } from "./density";
import type { FromMap, Heat, Look, ToMap } from "./messages";
import { listenToPointer } from "./pointer";
import { createResolver, type Resolver } from "./resolver";
import { highestOf, Scene } from "./scene";
import { scrollAt } from "./scrolling";
import { pictureOf, reachLines, Surface, type View } from "./surface";
import { Tip } from "./tip";
import { bandWords, densityWords } from "./words";

/** Elements that get a numbered box: as many as a person compares. */
const BOXES = 20;

/** Nothing moves, nothing fades in: what is seen is where it will stay. */
const FROZEN = `*, *::before, *::after {
  animation-duration: 0s !important; animation-delay: 0s !important;
  transition: none !important; scroll-behavior: auto !important; caret-color: transparent !important;
}`;

const NOTHING = { elements: [], points: [] };

/** A heat and what was made of it for drawing. */
interface Drawn {
  heat: Heat;
  scene: Scene;
  page: Grid;
  picture: HTMLCanvasElement;
  /** Bands of the page, where the heat is one by height. */
  bands: readonly BandStep[];
  /** The last one drawn of what does not go with the page; null when there is nothing such. */
  moving: Grid | null;
  highest: number;
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
    const { elements, points } = heat.kind === "reach" ? NOTHING : heat;
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
    const { radiusPx } = this.#look;
    const page = scene.pageGrid(radiusPx);
    const moving = scene.hasMoving() ? scene.movingGrid(this.#size, radiusPx) : null;
    const highest = highestOf(moving ? [page, moving] : [page]);
    const picture = pictureOf(page, highest, this.#look);
    const bands = heat.kind === "reach" ? reachSteps(heat.steps) : attentionSteps(scene);
    this.#drawn = { heat, scene, page, picture, bands, moving, highest };
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
    const view = this.#view();
    this.#surface.begin(view);
    const drawn = this.#drawn;
    if (!drawn) return;
    if (drawn.heat.kind === "density") this.#drawDensity(drawn, view);
    else this.#drawBands(drawn, view);
  }

  #drawDensity(drawn: Drawn, view: View): void {
    const { scene, page, picture, highest } = drawn;
    this.#surface.picture(picture, page, -view.left, -view.top);
    if (scene.hasMoving()) {
      drawn.moving = scene.movingGrid(this.#size, this.#look.radiusPx);
      // One fog is enough.
      const palette = this.#look.palette === "fog" ? "teal" : this.#look.palette;
      const over = pictureOf(drawn.moving, highest, { ...this.#look, palette });
      this.#surface.picture(over, drawn.moving, 0, 0);
    }
    const boxes = scene.placed.flatMap((one, index) => {
      const isHighlighted = [this.#highlighted, this.#hovered].includes(one.element.id);
      const isShown = isHighlighted || (this.#look.hasBoxes && index < BOXES);
      const box = isShown ? scene.boxOf(one) : null;
      return box ? [{ ...box, rank: index + 1, isHighlighted }] : [];
    });
    this.#surface.boxes(boxes, view);
  }

  #drawBands({ heat, bands }: Drawn, view: View): void {
    const end = this.#page()?.documentElement.scrollHeight ?? 0;
    this.#surface.bands(bands, end, this.#look, view);
    if (heat.kind !== "reach") return;
    for (const { y, words } of reachLines(heat.steps)) this.#surface.line(y, words, false, view);
    heat.folds.forEach((y, index) => {
      const words = `${(index + 1) * 25} % of the first screens end above this`;
      this.#surface.line(y, words, true, view);
    });
  }

  #highlight(elementId: string | null): void {
    this.#highlighted = elementId;
    const scene = this.#drawn?.scene;
    const one = scene?.placed.find(({ element }) => element.id === elementId);
    const box = one && scene?.boxOf(one);
    const isAside = !box || box.y < 0 || box.y + box.height > this.#size.height;
    if (isAside) one?.node.scrollIntoView({ block: "center", behavior: "instant" });
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
    const words =
      drawn.heat.kind === "density"
        ? densityWords(drawn, { x, y }, view, under?.element)
        : bandWords(drawn.heat.kind, drawn.bands, y + view.top);
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
    const { left, top } = this.#view();
    const elementId = this.#drawn?.scene.under(x, y)?.element.id ?? null;
    this.#send({ type: "map-picked", elementId, x: x + left, y: y + top });
  }
}

/** The address of the recorded page. */
function addressOf(events: readonly eventWithTime[]): string {
  const [meta] = events;
  return meta?.type === EventType.Meta ? meta.data.href : "";
}
