/** The page's coming and going. No `unload`, no `beforeunload`: both keep pages out of the cache. */

import { listen } from "./guarded";

export interface Lifecycle {
  /** The page may never run again: hidden tabs are killed without notice. */
  onHidden(): void;
  /** The page is left for another one, perhaps to come back from the cache. */
  onLeft(): void;
  onVisible(): void;
  /** The visitor came back with the browser's Back button, to the page as it was. */
  onReturned(): void;
}

export function observeLifecycle(lifecycle: Lifecycle): void {
  listen(document, "visibilitychange", () => {
    if (document.visibilityState === "hidden") lifecycle.onHidden();
    else lifecycle.onVisible();
  });
  listen(window, "pagehide", () => lifecycle.onLeft());
  listen<PageTransitionEvent>(window, "pageshow", (event) => {
    if (event.persisted) lifecycle.onReturned();
  });
}

/** A page that the browser prepares ahead is not seen yet, perhaps never. */
export function whenActivated(callback: () => void): void {
  const page = document as Document & { prerendering?: boolean };
  if (page.prerendering) document.addEventListener("prerenderingchange", callback, { once: true });
  else callback();
}
