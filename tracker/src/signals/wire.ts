/** What the page says about itself, as parts of a batch; times are Unix ms of the browser's clock. */

export const LEVELS = ["debug", "log", "info", "warn", "error"] as const;
export type Level = (typeof LEVELS)[number];

/** `dropped`: so many messages came too fast after the one before, and are not told of. */
export interface ConsoleMessage {
  readonly at: number;
  readonly pageViewId: string;
  readonly level: Level;
  readonly text: string;
  readonly dropped?: number;
}

/**
 * `answered`: with `status`. `aborted`: by the page. `failed`: no answer came. `unfinished`: the page
 * was left or hidden before. `opaque`: the browser does not tell.
 */
export type Outcome = "answered" | "aborted" | "failed" | "unfinished" | "opaque";

/** One request of the page: never its body, headers or query. */
export interface PageRequest {
  readonly at: number;
  readonly pageViewId: string;
  /** Empty when it began before the tracker was there. */
  readonly method: string;
  readonly url: string;
  /** `fetch`, `xmlhttprequest`, or the element that asked: `img`, `script`, `link`, `css` … */
  readonly initiator: string;
  readonly outcome: Outcome;
  /** 0 without an answer. */
  readonly status: number;
  readonly durationMs: number;
  /** Over the network with headers; 0 from the cache, and where the other site does not allow it. */
  readonly bytes: number;
}

/** One web vital of a page view so far; the last one counts. CLS has no unit, the others are ms. */
export interface Vital {
  readonly at: number;
  readonly pageViewId: string;
  readonly url: string;
  readonly name: "CLS" | "FCP" | "INP" | "LCP" | "TTFB";
  readonly value: number;
  readonly rating: "good" | "needs-improvement" | "poor";
  /** CSS path of the element that it is about, without any text; empty where there is none. */
  readonly element: string;
  /** The same as interactions name it; missing where those are not watched, or it is gone. */
  readonly elementId?: string | undefined;
}

/** The site's own id of its visitor. */
export interface Identity {
  readonly at: number;
  readonly pageViewId: string;
  readonly id: string;
}
