/**
 * What an element is known by: the same on the visited page, at any width, and on the recorded one.
 *
 * The tracker derives it where the visitor acts, the player from the recorded document. So it is made
 * of what the recorder keeps: masked texts, hidden attributes, queries and fragments of links are not
 * in it. Texts leave the page as short hashes only.
 */

import type { Fingerprint } from "../wire";
import { classesOf, type Keep, nameOf, wordsOf } from "./texts";
import { besideOf, parentOf } from "./tree";

/** How a document is read. */
export interface Reading {
  /** Where the ways upwards end. */
  readonly top: Document;
  readonly keep: Keep;
  readonly hash: (text: string) => string;
  /** The path that a link leads to; empty when that is the page itself. */
  readonly pathOf: (link: Element) => string;
}

/** Ancestors: enough to reach the landmarks of most pages. */
const STEPS = 10;
/** Descendants that tell one icon from another. */
const INSIDE = 6;
/** How much of an icon's outline. */
const OUTLINE_LENGTH = 40;
/** Places are counted up to here: rows of long tables are known by their texts. */
const PLACES = 60;
/** Lists inside of lists. */
const ITEMS = 3;
/** How far up a heading is looked for. */
const HEADING_STEPS = 5;

export const CONTROL =
  "a,button,input,select,textarea,label,summary,[role=button],[role=link],[role=tab],[role=menuitem]";
const HEADING = "h1,h2,h3,h4,h5,h6,legend,caption";

/** The place among siblings of the same kind, from 1. */
function placeOf(element: Element): number {
  let place = 1;
  for (let at = besideOf(element, "previous"); at && place < PLACES; ) {
    if (at.localName === element.localName) place += 1;
    at = besideOf(at, "previous");
  }
  return place;
}

function ancestorsOf(element: Element, top: Document): Element[] {
  const found: Element[] = [];
  let at = parentOf(element, top);
  for (; at && found.length < STEPS; at = parentOf(at, top)) {
    if (!/^(html|body)$/.test(at.localName)) found.push(at);
  }
  return found;
}

/** True for what stands beside another of its kind. */
function isRepeated(element: Element): boolean {
  const sides = [besideOf(element, "previous"), besideOf(element, "next")];
  return sides.some((beside) => beside?.localName === element.localName);
}

/** What an element looks like: icons are known by a class or by their outline. */
function shapesOf(element: Element): string[] {
  const outline = element.getAttribute("d")?.slice(0, OUTLINE_LENGTH) ?? "";
  return [outline, ...classesOf(element)].map((one) => `${element.localName}.${one}`);
}

function insideOf(element: Element): string[] {
  // Live, so that nobody collects the thousands of elements of a whole page.
  const all = element.getElementsByTagName("*");
  const found = new Set<string>();
  for (let at = 0; at < INSIDE && all[at]; at += 1) {
    for (const shape of shapesOf(all[at] as Element)) found.add(shape);
  }
  return Array.from(found);
}

/** What the element is known by. */
export function printOf(element: Element, reading: Reading): Fingerprint {
  const { top, keep, hash, pathOf } = reading;
  const textOf = (one: Element | null) => wordsOf(one, keep).join(" ").toLowerCase();
  const ancestors = ancestorsOf(element, top);
  const linkOf = (one: Element | null) => (one && hash(pathOf(one))) ?? "";
  const control = element.parentElement?.closest(CONTROL);
  const above = ancestors
    .slice(0, HEADING_STEPS)
    .map((one) => one.querySelector(HEADING))
    .find(Boolean);
  const items = ancestors.filter(isRepeated).slice(0, ITEMS);
  const aboutItem = (one: Element) => {
    const link = one.querySelector("a[href]");
    return [link ? pathOf(link) : "", ...textOf(one).split(" ")].filter(Boolean);
  };
  return {
    tag: element.localName,
    id: hash(nameOf(element)),
    link: linkOf(element),
    words: textOf(element).split(" ").map(hash),
    attributes: ["type", "role"].map((name) => hash(element.getAttribute(name) ?? "")),
    classes: classesOf(element).map(hash),
    inside: insideOf(element).map(hash),
    control: control ? [nameOf(control), textOf(control)].map(hash).concat(linkOf(control)) : [],
    path: ancestors.map(
      (one) =>
        `${[one.localName, hash(nameOf(one)), ...classesOf(one).map(hash)].join(".")}:${placeOf(one)}`,
    ),
    place: placeOf(element),
    items: Array.from(new Set(items.flatMap(aboutItem))).map(hash),
    near: [besideOf(element, "previous"), besideOf(element, "next"), above ?? null].map((one) =>
      hash(textOf(one)),
    ),
  };
}
