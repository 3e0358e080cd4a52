/** Who shows the page. */

export type Framing = "alone" | "own-page" | "other-origin";

/** `own-page`: a page of the same origin that observes itself, and records its frames with it. */
export function framingOf(window: Window): Framing {
  const { parent } = window;
  if (parent === window) return "alone";
  // The browser tells it to frames of the page's own origin alone.
  if (!window.frameElement) return "other-origin";
  return parent.pulse ? "own-page" : "alone";
}
