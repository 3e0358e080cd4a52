/** Which page is shown: at the start, after a route change, after a return from the cache. */

import { guarded, listen } from "./guarded";
import { randomHex } from "./ids";
import { TITLE_LENGTH, TITLE_MS } from "./limits";
import { redact } from "./redact";
import { pageUrl } from "./urls";
import type { PageView } from "./wire";

/** Begin a page view of the page that is shown now. */
export function beginPageView(referrer: string): PageView {
  const view: PageView = {
    id: `p_${randomHex()}`,
    at: Date.now(),
    url: pageUrl(location.href),
    title: readTitle(),
    referrer: referrer && pageUrl(referrer),
    viewportWidth: innerWidth,
    viewportHeight: innerHeight,
  };
  const readAgain = guarded(() => {
    view.title = readTitle();
  });
  setTimeout(readAgain, TITLE_MS);
  return view;
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
