/** Which page is shown: at the start, after a route change, after a return from the cache. */

import { guarded, listen } from "./guarded";
import { randomHex } from "./ids";
import { TITLE_LENGTH, TITLE_MS } from "./limits";
import { redact } from "./redact";
import { pageUrl } from "./urls";
import type { PageView } from "./wire";

export interface ShownPage {
  /** The page view of now. */
  view(): PageView;
  /** Another page view begins; `referrer` is where the visitor came from. */
  show(referrer: string): void;
  /** The app shows another route: its page view is handed on when the app has set the title. */
  showRoute(): void;
  /** Hand on what waits for its title, because the page may be gone the next moment. */
  settle(): void;
}

/** Follow which page is shown. Each page view is handed on once. */
export function openShownPage(onShown: (view: PageView) => void): ShownPage {
  let view: PageView;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function settle(): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    onShown({ ...view, title: readTitle() });
  }
  function show(referrer: string): void {
    settle();
    view = beginPageView(referrer);
    onShown(view);
  }
  function showRoute(): void {
    settle();
    view = beginPageView(view.url);
    timer = setTimeout(guarded(settle), TITLE_MS);
  }

  show(document.referrer);
  return { view: () => view, show, showRoute, settle };
}

function beginPageView(referrer: string): PageView {
  return {
    id: `p_${randomHex()}`,
    at: Date.now(),
    url: pageUrl(location.href),
    title: readTitle(),
    referrer: referrer && pageUrl(referrer),
    viewportWidth: innerWidth,
    viewportHeight: innerHeight,
  };
}

function readTitle(): string {
  return redact(document.title).slice(0, TITLE_LENGTH);
}

/**
 * Call back when the app shows another path without loading a document. A changed query or fragment
 * alone is the same page.
 */
export function observeRoutes(onRoute: () => void): void {
  let shown = location.pathname;
  const look = guarded(() => {
    if (location.pathname === shown) return;
    shown = location.pathname;
    onRoute();
  });
  const navigation = (window as { navigation?: EventTarget }).navigation;
  if (navigation) {
    listen(navigation, "currententrychange", look);
    return;
  }
  afterCall("pushState", look);
  afterCall("replaceState", look);
  listen(window, "popstate", look);
}

/** Browsers without the Navigation API tell of pushState to nobody. */
function afterCall(name: "pushState" | "replaceState", callback: () => void): void {
  const original = history[name];
  history[name] = function (this: History, ...args: Parameters<History["pushState"]>): void {
    original.apply(this, args);
    callback();
  };
}
