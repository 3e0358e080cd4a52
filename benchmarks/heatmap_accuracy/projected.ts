/** Runs in the page that holds the Replayer: resolves, projects, and judges by the ground truth. */

import type { eventWithTime } from "rrweb";
import { layerOf } from "../../dashboard/src/player/heatmap/places";
import { project } from "../../dashboard/src/player/heatmap/projection";
import { createResolver, type Match } from "../../dashboard/src/player/heatmap/resolver";
import { createSanitiser } from "../../dashboard/src/player/sanitise/events";
import { createStage } from "../../dashboard/src/player/stage";
import { type Likeness, likenessTo, type Place } from "./likeness_of_maps";

interface Click {
  truth: string;
  elementId: string;
  ex: number;
  ey: number;
  /** Where it truly was in the element, if another place is drawn. */
  trueEx?: number;
  trueEy?: number;
  pageX: number;
  pageY: number;
  viewportWidth: number;
  pageHeight: number;
}

/** What became of one click by one method. `wrong`: on another control. */
type Fate = "hit" | "wrong" | "missed" | "unplaced";

interface Judged {
  /** Whether the element can be seen here, whether it cannot, or whether it is gone for good. */
  there: "visible" | "hidden" | "gone";
  ours: Fate;
  raw: Fate;
  scaled: Fate;
  /** Distance from the same point of the true element, CSS pixels; null where none was painted. */
  error: number | null;
}

const CONTROL = "a,button,input,select,textarea,label,summary,[role=button],[onclick]";
const FULL = 65_535;
const HEIGHT = 900;
const GRID = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95];

let stage: ReturnType<typeof createStage> | null = null;
let page: Document;
let truths = new Map<string, Element>();
let matches = new Map<string, Match | null>();

function frame(): HTMLIFrameElement {
  return document.querySelector("#stage iframe") as HTMLIFrameElement;
}

function above(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode() as ShadowRoot & Document;
  if ((root as Node) === page) return null;
  return root.host ?? root.defaultView?.frameElement ?? null;
}

function closest(element: Element | null, selector: string): Element | null {
  for (let at = element; at; at = above(at)) if (at.matches(selector)) return at;
  return null;
}

function deepest(x: number, y: number): Element | null {
  let root: Document | ShadowRoot = page;
  let left = x;
  let top = y;
  for (;;) {
    const hit: Element | null = root.elementFromPoint(left, top);
    const inner: Document | ShadowRoot | null | undefined =
      hit && (hit.shadowRoot ?? (hit as Partial<HTMLIFrameElement>).contentDocument);
    if (!hit || !inner || inner === root || !inner.elementFromPoint(left, top)) return hit;
    if ("defaultView" in inner) {
      const box = hit.getBoundingClientRect();
      left -= box.left + hit.clientLeft;
      top -= box.top + hit.clientTop;
    }
    root = inner;
  }
}

function collect(root: ParentNode): void {
  for (const element of root.querySelectorAll("*")) {
    const truth = element.getAttribute("data-truth");
    if (truth) truths.set(truth, element);
    const inner = element.shadowRoot ?? (element as Partial<HTMLIFrameElement>).contentDocument;
    if (inner) collect(inner);
  }
}

function offsetOf(element: Element): { left: number; top: number } {
  const view = element.ownerDocument.defaultView?.frameElement;
  if (element.ownerDocument === page || !view) return { left: 0, top: 0 };
  const box = view.getBoundingClientRect();
  return { left: box.left + view.clientLeft, top: box.top + view.clientTop };
}

/** Boxes that scroll are scrolled as well: whoever looks at the map can do that too. */
function bring(element: Element): void {
  element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
}

function isVisible(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  const { left, top, width, height } = element.getBoundingClientRect();
  const shift = offsetOf(element);
  return GRID.some((across) =>
    GRID.some((down) => {
      const hit = deepest(left + shift.left + across * width, top + shift.top + down * height);
      for (let at = hit; at; at = above(at)) if (at === element) return true;
      return false;
    }),
  );
}

function fateAt(x: number, y: number, truth: Element | undefined): Fate {
  const hit = closest(deepest(x, y), "[data-truth],a,button");
  if (!hit) return "missed";
  if (truth && closest(hit, "[data-truth]") === truth) return "hit";
  const [control, own] = [closest(hit, CONTROL), closest(truth ?? null, CONTROL)];
  if (control && control === own) return "hit";
  return control ? "wrong" : "missed";
}

/** A coordinate of the page, painted where it is, whatever stands there now. */
function fateOfPoint(left: number, top: number, truth: Element | undefined): Fate {
  const view = frame().contentWindow;
  if (!view) return "missed";
  view.scrollTo({ left: 0, top: top - HEIGHT / 2, behavior: "instant" });
  return fateAt(left - view.scrollX, top - view.scrollY, truth);
}

function judge(click: Click, width: number): Judged {
  const truth = truths.get(click.truth);
  if (truth) bring(truth);
  const there = truth ? (isVisible(truth) ? "visible" : "hidden") : "gone";
  const match = matches.get(click.elementId);
  if (match) bring(match.node);
  const point = match && project(match.node, click.ex, click.ey);
  const ours = point ? fateAt(point.x, point.y, truth) : "unplaced";
  let error: number | null = null;
  if (point && truth && ours === "hit") {
    const box = truth.getBoundingClientRect();
    const shift = offsetOf(truth);
    const x = box.left + shift.left + ((click.trueEx ?? click.ex) / FULL) * box.width;
    const y = box.top + shift.top + ((click.trueEy ?? click.ey) / FULL) * box.height;
    error = Math.hypot(point.x - x, point.y - y);
  }
  const height = page.documentElement.scrollHeight;
  const raw = fateOfPoint(click.pageX, click.pageY, truth);
  const scaled = fateOfPoint(
    (click.pageX / click.viewportWidth) * width,
    (click.pageY / click.pageHeight) * height,
    truth,
  );
  return { there, ours, raw, scaled, error };
}

/** Where on the page a point of an element is painted; null where it is not, or does not stay. */
function paintedAt(element: Element | undefined, { ex, ey }: Click): Place | null {
  if (!element || layerOf(element) === "moving") return null;
  return project(element, ex, ey);
}

/** How true the maps of all clicks on what goes with the page are, by each method. */
function comparedMaps(clicks: readonly Click[], width: number): Record<string, Likeness | null> {
  frame().contentWindow?.scrollTo({ left: 0, top: 0, behavior: "instant" });
  const { scrollWidth, scrollHeight: height } = page.documentElement;
  const truePlaces = clicks.map((click) => {
    const { ex, ey, trueEx = ex, trueEy = ey } = click;
    return paintedAt(truths.get(click.truth), { ...click, ex: trueEx, ey: trueEy });
  });
  const known = clicks.filter((_, at) => truePlaces[at]);
  const places = {
    ours: known.map((click) => paintedAt(matches.get(click.elementId)?.node, click)),
    raw: known.map(({ pageX, pageY }) => ({ x: pageX, y: pageY })),
    scaled: known.map(({ pageX, pageY, viewportWidth, pageHeight }) => {
      return { x: (pageX / viewportWidth) * width, y: (pageY / pageHeight) * height };
    }),
  };
  const isPlace = (place: Place | null): place is Place => place !== null;
  const compare = (own: readonly (Place | null)[]) =>
    likenessTo(truePlaces.filter(isPlace), own.filter(isPlace), { width: scrollWidth, height });
  return Object.fromEntries(Object.entries(places).map(([name, own]) => [name, compare(own)]));
}

function settled(): Promise<void> {
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
}

Object.assign(window, {
  /** Show the page of a recording as it was after its first full snapshot. */
  async load(events: unknown[]): Promise<void> {
    stage?.destroy();
    const root = document.querySelector("#stage") as HTMLElement;
    stage = createStage(root, () => undefined);
    const sanitiser = createSanitiser();
    const safe = events.map((event) => sanitiser.sanitise(event, 0)).filter(Boolean);
    stage.show(safe as unknown as eventWithTime[]);
    stage.pauseAt((safe.at(-1) as unknown as eventWithTime).timestamp);
    await settled();
    page = frame().contentDocument as Document;
    const calm = page.createElement("style");
    calm.textContent =
      "*,*::before,*::after{animation:none!important;transition:none!important;scroll-behavior:auto!important}";
    page.documentElement.append(calm);
    truths = new Map();
    collect(page);
  },
  /** Find the elements; returns how long that took, in ms. */
  resolve(elements: { id: string; print: unknown }[], projectKey: string, pageUrl: string): number {
    const begun = performance.now();
    matches = createResolver(page, projectKey, pageUrl).resolve(elements);
    return performance.now() - begun;
  },
  /** Judge all clicks at one width, one by one and as maps. */
  async judgeAll(clicks: Click[], width: number) {
    Object.assign(frame(), { width: String(width), height: String(HEIGHT) });
    await settled();
    const maps = comparedMaps(clicks, width);
    return { clicks: clicks.map((click) => judge(click, width)), maps };
  },
  /** For whoever looks into a miss: what was found instead. */
  explain(click: Click): unknown {
    const [truth, match] = [truths.get(click.truth), matches.get(click.elementId)];
    const describe = (one?: Element) => one?.outerHTML.slice(0, 160);
    const isTwin = truth && match && truth.textContent === match.node.textContent;
    return {
      kind: match ? (isTwin ? "one that says the same" : truth ? "another one" : "gone") : "unplaced",
      truth: describe(truth),
      match: describe(match?.node),
      confidence: match?.confidence,
    };
  },
});
