/** Where the elements of a heat stand on the recorded page, and whether they can be seen there. */

import type { HeatElement } from "./messages";

/** An area in CSS pixels of the recorded page. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** An element of the heat that was found and can be seen. */
export interface Placed {
  element: HeatElement;
  node: Element;
  /** How sure it is that this is the element, 0 to 1. */
  confidence: number;
  /** `moving`: it does not go with the page when that is scrolled, or not with it alone. */
  layer: "page" | "moving";
}

/** Where an element stands in the viewport, and what of it its boxes around let through. */
export interface Standing {
  box: Box;
  clip: Box;
}

/** The parent, also out of shadow roots and frames. */
function aboveOf(node: Element): Element | null {
  if (node.parentElement) return node.parentElement;
  const root = node.getRootNode();
  if (root instanceof Document) return root.defaultView?.frameElement ?? null;
  return (root as ShadowRoot).host ?? null;
}

/** All elements around one, the innermost first, frames included. */
function* around(node: Element): Generator<Element> {
  for (let at = aboveOf(node); at; at = aboveOf(at)) yield at;
}

/** Whether one goes other ways than the page: fixed, sticky, or in a box that scrolls by itself. */
export function layerOf(node: Element): Placed["layer"] {
  const root = node.ownerDocument.scrollingElement;
  for (const one of [node, ...around(node)]) {
    const { position, overflowX, overflowY } = getComputedStyle(one);
    if (position === "fixed" || position === "sticky") return "moving";
    if (one === node || one === root || one.localName === "body") continue;
    const scrolls = /auto|scroll/.test(overflowX + overflowY);
    const isLarger = one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth;
    if (scrolls && isLarger) return "moving";
  }
  return "page";
}

function boxFrom({ left, top, width, height }: DOMRect): Box {
  return { x: left, y: top, width, height };
}

function meeting(one: Box, other: Box): Box {
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  const right = Math.min(one.x + one.width, other.x + other.width);
  const bottom = Math.min(one.y + one.height, other.y + other.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

function moved(box: Box, by: { x: number; y: number }): Box {
  return { ...box, x: box.x + by.x, y: box.y + by.y };
}

/** Return where an element stands in the viewport of the whole page, or null when nothing of it shows. */
export function standingOf(node: Element): Standing | null {
  if (!node.checkVisibility({ visibilityProperty: true })) return null;
  let box = boxFrom(node.getBoundingClientRect());
  let clip = box;
  for (const one of around(node)) {
    const rect = boxFrom(one.getBoundingClientRect());
    if (one.localName === "iframe") {
      const inside = { x: rect.x + one.clientLeft, y: rect.y + one.clientTop };
      [box, clip] = [moved(box, inside), meeting(moved(clip, inside), rect)];
    } else if (clips(one)) clip = meeting(clip, rect);
  }
  return clip.width > 0 && clip.height > 0 ? { box, clip } : null;
}

function clips(element: Element): boolean {
  // What the root and the body hide is the page's own matter: the page is scrolled as a whole.
  if (element.localName === "html" || element.localName === "body") return false;
  const { overflowX, overflowY } = getComputedStyle(element);
  return overflowX !== "visible" || overflowY !== "visible";
}
