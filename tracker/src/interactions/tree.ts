/** Ways through a document that are the same on the visited page and on the recorded one. */

/** The parent, through shadow roots and frames of the same site; null above `top`. */
export function parentOf(node: Node, top?: Document): Element | null {
  if (node.parentElement) return node.parentElement;
  const above = node.parentNode ?? node;
  if (above === top) return null;
  return (above as ShadowRoot).host ?? (above as Document).defaultView?.frameElement ?? null;
}

/** What draws nothing; the recorder leaves it out and the replayer adds some of its own. */
const UNSEEN = /^(script|style|noscript|template|link|meta)$/;

export function isSeen(element: Element): boolean {
  return !UNSEEN.test(element.localName);
}
