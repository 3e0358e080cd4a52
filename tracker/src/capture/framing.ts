/** Who shows the page. */

/** True in a frame of a page of the same origin that observes itself, and records its frames with it. */
export function isPartOfPage({ frameElement, parent }: Window): boolean {
  // The browser tells the element to frames of the page's own origin alone.
  return !!frameElement && !!parent.pulse;
}

/** True in a frame of a page of another origin. */
export function isAmongStrangers({ frameElement, parent }: Window): boolean {
  return parent !== window && !frameElement;
}
