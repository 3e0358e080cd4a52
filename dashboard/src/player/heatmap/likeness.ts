/**
 * How much speaks for two prints being of one element: sums of evidence, as logarithms of odds.
 *
 * Pages differ by width, by who looks, and by deploys: texts, classes, places and ancestors change,
 * but rarely all at once. What two prints have in common speaks for one element, more so where few
 * other elements of the page have it; what differs speaks against it. The weights were fitted, by
 * logistic regression over all elements of the pages of the accuracy bench and two of its deploys;
 * the deploy that is held out had no part in it.
 */

import type { Part, Step, Traits } from "./prints";

interface Weight {
  /** Both say the same: for each e-fold that it is rarer on the page. */
  readonly rare: number;
  /** They differ. */
  readonly other: number;
  /** One of them says nothing. */
  readonly missing: number;
}

const WEIGHTS: Readonly<Record<Part, Weight>> = {
  id: { rare: 0.32, other: 0, missing: 0.61 },
  link: { rare: 1.19, other: 1.18, missing: 0.14 },
  image: { rare: 0.99, other: 0.71, missing: 0.05 },
  words: { rare: 1.41, other: 1.27, missing: 0.84 },
  kinds: { rare: 0.69, other: 1.86, missing: 0.82 },
  inside: { rare: 0.97, other: 0.31, missing: 1.31 },
  aroundLink: { rare: 0.66, other: 0.65, missing: 0 },
  aroundImage: { rare: 0.63, other: 1.92, missing: 0 },
  around1: { rare: 1.65, other: 0.76, missing: 0.82 },
  around2: { rare: 1.26, other: 0.51, missing: 0.84 },
};
const PARTS = Object.keys(WEIGHTS) as Part[];
/** Of how alike the ancestors are, and the parent alone. */
const PATH = 2.08;
const PARENT = 1.23;
/** Equal places of the element and of its parent; and more where places are stable. */
const PLACES = [0.95, 0.2];
const STABLE_PLACES = [1.3, 0.93];
const SAME_PATH = 1.58;

/** That an element is not there at all, on a page with one and for each e-fold of more of its family. */
const GONE = 3.18;
const GONE_GROWTH = 1.14;

/** The nearest ancestors tell most: each further one this much of the one before. */
const PATH_DECAY = 0.7;
/** Ancestors that a deploy may have put in between or taken away. */
const PATH_SHIFT = 3;

/** Tags that a deploy puts one in place of the other. */
const FAMILIES = [
  "h1 h2 h3 h4 h5 h6",
  "div section article main header footer aside nav form figure fieldset p",
  "a button",
  "ul ol",
  "span b strong i em small label td th",
].map((tags) => tags.split(" "));
const FAMILY = new Map(FAMILIES.flatMap((tags) => tags.map((tag) => [tag, tags[0] ?? tag])));

export function familyOf(tag: string): string {
  return FAMILY.get(tag) ?? tag;
}

/** What one element of a page says, so many others in the world say as well. */
const COMMONNESS = 20;

/** How often what is said of elements is said of those of one page and family. */
export class Census {
  readonly #counts = new Map<string, Map<string, number>>();
  #size = 0;

  add({ parts, steps }: Traits): void {
    this.#size += 1;
    for (const part of PARTS) this.#count(part, parts[part]);
    const around = steps.slice(1).flatMap(({ kinds }) => kinds);
    this.#count("path", around);
  }

  /** How much speaks for an element being none of these: the more there are, the more alike they are. */
  gone(): number {
    return GONE + GONE_GROWTH * Math.log(this.#size);
  }

  /** Of how many elements it is said, at least one. */
  count(part: string, entry: string): number {
    return this.#counts.get(part)?.get(entry) ?? 1;
  }

  /** The logarithm of one in how many of a page's elements say it. */
  rarity(part: string, entry: string): number {
    return Math.log((this.#size + COMMONNESS) / this.count(part, entry));
  }

  #count(part: string, entries: readonly string[]): void {
    const counts = this.#counts.get(part) ?? new Map<string, number>();
    this.#counts.set(part, counts);
    for (const entry of new Set(entries)) counts.set(entry, (counts.get(entry) ?? 0) + 1);
  }
}

/** Share of what two lists have in common, from 0 to 1, rare entries counting more. */
function overlap(
  one: readonly string[],
  other: readonly string[],
  common: readonly string[],
  weigh: (entry: string) => number,
): number {
  if (common.length === 0) return 0;
  const total = (list: readonly string[]) => sumOf(list.map(weigh));
  return Math.min(1, (2 * total(common)) / (total(one) + total(other)));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function evidenceOf(
  part: Part,
  one: readonly string[],
  other: readonly string[],
  census: Census,
): number {
  const { rare, other: differs, missing } = WEIGHTS[part];
  if (one.length === 0 || other.length === 0) return one.length === other.length ? 0 : -missing;
  const common = one.filter((entry) => other.includes(entry));
  const alike = overlap(one, other, common, (entry) => 1 / census.count(part, entry));
  const rarity = Math.max(0, ...common.map((entry) => census.rarity(part, entry)));
  return alike * rare * rarity - (1 - alike) * differs;
}

/** What two prints say for and against one element, without their ancestors and places. */
export function evidenceOfParts(one: Traits, other: Traits, census: Census): number {
  return sumOf(PARTS.map((part) => evidenceOf(part, one.parts[part], other.parts[part], census)));
}

/** How alike two ancestors are, from 0 to 1. */
function likenessOfSteps(one: Step, other: Step, census: Census): number {
  if (familyOf(one.tag) !== familyOf(other.tag)) return 0;
  let weight = 1.2;
  let alike = (one.tag === other.tag ? 1 : 0.5) + (one.place === other.place ? 0.2 : 0);
  if (one.id || other.id) {
    weight += one.id && other.id ? 2 : 0.8;
    if (one.id === other.id) alike += 2;
  }
  if (one.kinds.length > 0 && other.kinds.length > 0) {
    const common = one.kinds.filter((kind) => other.kinds.includes(kind));
    weight += 1.5;
    alike +=
      1.5 * overlap(one.kinds, other.kinds, common, (kind) => 1 / census.count("path", kind));
  } else if (one.kinds.length !== other.kinds.length) weight += 0.6;
  return alike / weight;
}

/** The best way to lay two paths upon each other in order, nearer ancestors counting more. */
function likenessOfPaths(one: readonly Step[], other: readonly Step[], census: Census): number {
  if (one.length === 0 && other.length === 0) return 1;
  const worth = one.map((_, at) => PATH_DECAY ** at);
  let before: number[] = new Array(other.length + 1).fill(0);
  one.forEach((step, at) => {
    const now = [0];
    other.forEach((candidate, to) => {
      const isNear = Math.abs(at - to) <= PATH_SHIFT;
      const alike = isNear ? likenessOfSteps(step, candidate, census) : 0;
      const together = (before[to] ?? 0) + alike * (worth[at] ?? 0);
      now.push(Math.max(together, before[to + 1] ?? 0, now[to] ?? 0));
    });
    before = now;
  });
  return (before[other.length] ?? 0) / Math.max(sumOf(worth), Number.EPSILON);
}

function hasSamePlace(one: Traits, other: Traits, at: number): boolean {
  return one.steps[at]?.place === other.steps[at]?.place;
}

/** Share of equal places, of the element and of its parent. */
export function likenessOfPlaces(one: Traits, other: Traits): number {
  return PLACES.filter((_, at) => hasSamePlace(one, other, at)).length / PLACES.length;
}

function hasSamePath(one: Traits, other: Traits): boolean {
  return (
    one.steps.length === other.steps.length &&
    one.steps.every((step, at) => {
      const against = other.steps[at];
      return step.tag === against?.tag && step.id === against.id && step.place === against.place;
    })
  );
}

/**
 * What ancestors and places say. `stability`, from 0 to 1, tells how far elements nearby are where
 * they were: where a list was put into another order, its places say nothing.
 */
export function evidenceOfPath(
  one: Traits,
  other: Traits,
  census: Census,
  stability: number,
): number {
  const [parent, otherParent] = [one.steps[1], other.steps[1]];
  const parents = parent && otherParent ? likenessOfSteps(parent, otherParent, census) : 0;
  const places = PLACES.map((weight, at) =>
    hasSamePlace(one, other, at) ? weight + stability * (STABLE_PLACES[at] ?? 0) : 0,
  );
  return (
    PATH * likenessOfPaths(one.steps.slice(1), other.steps.slice(1), census) +
    PARENT * (parent === otherParent ? 1 : parents) +
    sumOf(places) +
    (hasSamePath(one, other) ? stability * SAME_PATH : 0)
  );
}
