/**
 * What an element is known by: the same on the visited page, at any width, and on the recorded one.
 *
 * The tracker derives it where the visitor acts, the player from the recorded document. So it is made
 * of what the recorder keeps: masked texts, hidden attributes, queries and fragments of links are not
 * in it. Texts leave the page as short hashes only.
 */

import type { Fingerprint } from "../wire";
import { INSIDE, NEAR, OUTLINE_LENGTH, PLACES, STEPS } from "./limits";
import { classesOf, type Keep, nameOf, wordsOf } from "./texts";
import { parentOf } from "./tree";

/** How a document is read. */
export interface Reading {
  /** Where the ways upwards end. */
  readonly top: Document;
  readonly keep: Keep;
  readonly hash: (text: string) => string;
  /** The path of what a link leads to or an image shows; empty when that is the page itself. */
  readonly pathOf: (element: Element) => string;
}

/** The place among siblings of the same kind, from 1. */
function placeOf(element: Element): number {
  let place = 0;
  for (let at: Element | null = element; at && place < PLACES; at = at.previousElementSibling) {
    if (at.localName === element.localName) place += 1;
  }
  return place;
}

/** What an element says by itself: what it is, and where `isNear` also what it shows. */
export function stepOf(element: Element, { keep, hash, pathOf }: Reading, isNear: boolean): string {
  const hashes = (texts: string[]) => texts.map(hash).join(".");
  const kinds = ["type", "role"].flatMap((name) => element.getAttribute(name) || []);
  const step = [
    element.localName,
    hash(nameOf(element)),
    placeOf(element),
    hashes([...classesOf(element), ...kinds]),
  ];
  if (isNear) {
    // What shows a thing, or leads to it, is the key of whatever holds both.
    const paths = ["a[href]", "img"].map((kind) => {
      const shown = element.matches(kind) ? element : element.querySelector(kind);
      return shown ? pathOf(shown) : "";
    });
    const words = wordsOf(element, keep).map((word) => word.toLowerCase());
    step.push(hashes(paths), hashes(words));
  }
  return step.join(":");
}

/** What an element looks like: icons are known by a class or by their outline, images by their path. */
function shapesOf(element: Element, { pathOf }: Reading): string[] {
  const outline = element.getAttribute("d")?.slice(0, OUTLINE_LENGTH) ?? pathOf(element);
  return [outline, ...classesOf(element)].map((one) => `${element.localName}.${one}`);
}

function insideOf(element: Element, reading: Reading): string[] {
  // Live, so that nobody collects the thousands of elements of a whole page.
  const all = element.getElementsByTagName("*");
  const found: string[] = [];
  for (let at = 0; at < INSIDE && all[at]; at += 1) {
    found.push(...shapesOf(all[at] as Element, reading));
  }
  return [...new Set(found)];
}

/** What the element is known by; `step` is `stepOf`, or one that remembers what it has read. */
export function printOf(element: Element, reading: Reading, step = stepOf): Fingerprint {
  const around: Element[] = [];
  for (let at: Element | null = element; at && around.length < STEPS; ) {
    if (at === element || !/^(html|body)$/.test(at.localName)) around.push(at);
    at = parentOf(at, reading.top);
  }
  return {
    steps: around.map((one, at) => step(one, reading, at < NEAR)),
    inside: insideOf(element, reading).map(reading.hash),
  };
}
