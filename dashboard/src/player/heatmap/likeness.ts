/**
 * How much the element that a visitor used is like one of the recorded page.
 *
 * Pages differ by width, by who looks, and by deploys: texts, classes, places and ancestors change,
 * but rarely all at once. Each part of a fingerprint that is known says how alike the two are, and
 * the parts are weighed by how much they tell.
 */

import type { Fingerprint } from "../../../../tracker/src/wire";

/** What each part weighs; the ones that name an element weigh more than those that many share. */
const WEIGHT = {
  id: 4,
  link: 3,
  words: 4,
  attributes: 1,
  classes: 1.5,
  inside: 2.5,
  control: 3,
  path: 4,
  place: 0.4,
  items: 5,
  near: 2,
} as const;
/** One of two has a part and the other has none: less telling than two that differ. */
const MISSING = 0.4;
/** The nearest ancestors tell most: each further one this much of the one before. */
const PATH_DECAY = 0.7;
/** Ancestors that a deploy may have put in between or taken away. */
const PATH_SHIFT = 3;

/** A part's weight, and how alike two elements are in it, from 0 to 1. */
type Part = readonly [weight: number, likeness: number];

function equality(weight: number, one: string, other: string): Part {
  if (!one && !other) return [0, 0];
  if (!one || !other) return [weight * MISSING, 0];
  return [weight, one === other ? 1 : 0];
}

/** How much an entry tells: one that all elements share says nothing about any. */
export type Telling = (entry: string) => number;

/** Share of what two lists have in common, rare entries counting more. */
function overlap(one: readonly string[], other: readonly string[], telling: Telling): number {
  const total = (list: readonly string[]) => sumOf(list.map(telling));
  const common = one.filter((entry) => other.includes(entry));
  const all = total(one) + total(other);
  return all > 0 ? Math.min(1, (2 * total(common)) / all) : 0;
}

const alikeTelling: Telling = () => 1;

function likenessOfLists(
  weight: number,
  one: readonly string[],
  other: readonly string[],
  telling = alikeTelling,
): Part {
  const [known, otherKnown] = [one.filter(Boolean), other.filter(Boolean)];
  if (known.length === 0 && otherKnown.length === 0) return [0, 0];
  if (known.length === 0 || otherKnown.length === 0) return [weight * MISSING, 0];
  return [weight, overlap(known, otherKnown, telling)];
}

/** Whether something is repeated changes with what a deploy puts beside it: only both known tell. */
function likenessOfItems(one: readonly string[], other: readonly string[], telling: Telling): Part {
  const isKnown = one.length > 0 && other.length > 0;
  return isKnown ? likenessOfLists(WEIGHT.items, one, other, telling) : [0, 0];
}

/** Lists whose entries mean different things: place by place, as far as both are known. */
function likenessOfPlaces(weight: number, one: readonly string[], other: readonly string[]): Part {
  const parts = one.map((entry, at) => equality(1, entry, other[at] ?? ""));
  const known = sumOf(parts.map(([part]) => part));
  if (known === 0) return [0, 0];
  const alike = sumOf(parts.map(([part, likeness]) => part * likeness));
  return [weight * Math.min(1, known), alike / known];
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

export interface Step {
  tag: string;
  id: string;
  classes: string[];
  place: string;
}

const steps = new Map<string, Step>();
/** Ancestors are shared by many elements: most are read once. */
const STEPS_LIMIT = 20_000;

export function stepOf(text: string): Step {
  const known = steps.get(text);
  if (known) return known;
  if (steps.size > STEPS_LIMIT) steps.clear();
  const [names = "", place = ""] = text.split(":");
  const [tag = "", id = "", ...classes] = names.split(".");
  const step = { tag, id, classes, place };
  steps.set(text, step);
  return step;
}

function likenessOfSteps(one: string, other: string, telling: Telling): number {
  if (one === other) return 1;
  const [a, b] = [stepOf(one), stepOf(other)];
  if (a.tag !== b.tag) return 0;
  const parts = [
    [1, 1] as const,
    equality(2, a.id, b.id),
    likenessOfLists(1.5, a.classes, b.classes, telling),
    [0.2, a.place === b.place ? 1 : 0] as const,
  ];
  return meanOf(parts);
}

function meanOf(parts: readonly Part[]): number {
  const total = sumOf(parts.map(([weight]) => weight));
  return total > 0 ? sumOf(parts.map(([weight, likeness]) => weight * likeness)) / total : 0;
}

/** The best way to lay two paths upon each other in order, nearer ancestors counting more. */
function likenessOfPaths(
  one: readonly string[],
  other: readonly string[],
  telling: Telling,
): number {
  if (one.length === 0 && other.length === 0) return 1;
  const worth = one.map((_, at) => PATH_DECAY ** at);
  let before: number[] = new Array(other.length + 1).fill(0);
  for (let at = 0; at < one.length; at += 1) {
    const now = [0];
    for (let to = 0; to < other.length; to += 1) {
      const isNear = Math.abs(at - to) <= PATH_SHIFT;
      const alike = isNear ? likenessOfSteps(one[at] ?? "", other[to] ?? "", telling) : 0;
      const together = (before[to] ?? 0) + alike * (worth[at] ?? 0);
      now.push(Math.max(together, before[to + 1] ?? 0, now[to] ?? 0));
    }
    before = now;
  }
  return (before[other.length] ?? 0) / Math.max(sumOf(worth), Number.EPSILON);
}

function partsOf(one: Fingerprint, other: Fingerprint, telling: Telling): readonly Part[] {
  return [
    equality(WEIGHT.id, one.id, other.id),
    equality(WEIGHT.link, one.link, other.link),
    likenessOfLists(WEIGHT.words, one.words, other.words, telling),
    likenessOfPlaces(WEIGHT.attributes, one.attributes, other.attributes),
    likenessOfLists(WEIGHT.classes, one.classes, other.classes, telling),
    likenessOfLists(WEIGHT.inside, one.inside, other.inside, telling),
    likenessOfPlaces(WEIGHT.control, one.control, other.control),
    [WEIGHT.place, one.place === other.place ? 1 : 0],
    likenessOfItems(one.items, other.items, telling),
    likenessOfPlaces(WEIGHT.near, one.near, other.near),
  ];
}

/** How alike two elements of the same tag are, from 0 to 1, by all but their ancestors. */
export function roughLikeness(one: Fingerprint, other: Fingerprint, telling: Telling): number {
  return meanOf(partsOf(one, other, telling));
}

/** How alike two elements of the same tag are, from 0 to 1. */
export function likeness(one: Fingerprint, other: Fingerprint, telling: Telling): number {
  const path: Part = [WEIGHT.path, likenessOfPaths(one.path, other.path, telling)];
  return meanOf([...partsOf(one, other, telling), path]);
}
