/**
 * Finds for each print the element of a page that it is most likely of.
 *
 * Every candidate gets its share of likelihood, and so does that the element is not there at all. What
 * two candidates share equally belongs to neither: better no heat than false heat.
 */

import { Census, evidenceOfParts, evidenceOfPath, familyOf, likenessOfPlaces } from "./likeness";
import type { Traits } from "./prints";

/** The most likely candidate, by its number, and how likely it is, from 0 to 1. */
export interface Likely {
  readonly index: number;
  readonly confidence: number;
}

/** Less likely ones are not placed. */
const LIKELY = 0.4;
/** Evidence by which the likeliest must lead. */
const LEAD = 0.1;
/** Candidates whose ancestors are compared: that takes longest. */
const SHORTLIST = 16;
/** So likely without its place, an element tells whether places are what they were. */
const CERTAIN = 0.8;
/** What all elements of a page say about places counts as much as so many beside the one meant. */
const PRIOR = 2;
/** Places must be stable for nearly all to be trusted. */
const TRUST = 3;
/** Elements with the same ancestors from here to there are near each other. */
const NEIGHBOURS = [2, 6] as const;

interface Rated {
  readonly index: number;
  readonly traits: Traits;
  readonly evidence: number;
}

/** A print and the candidates that could be meant, the likeliest first. */
interface Search {
  readonly sought: Traits;
  readonly shortlist: readonly Rated[];
  readonly census: Census;
}

interface Kind {
  readonly members: { index: number; traits: Traits }[];
  readonly census: Census;
}

/** All candidates of a page, in the order of the document. */
export class Candidates {
  readonly #kinds = new Map<string, Kind>();

  constructor(all: readonly Traits[]) {
    all.forEach((traits, index) => {
      const family = familyOf(traits.steps[0].tag);
      const kind = this.#kinds.get(family) ?? { members: [], census: new Census() };
      this.#kinds.set(family, kind);
      kind.members.push({ index, traits });
      kind.census.add(traits);
    });
  }

  /** Return for each print the likeliest candidate, or null where none is likely enough. */
  match(prints: readonly (Traits | null)[]): (Likely | null)[] {
    const searches = prints.map((sought) => sought && this.#search(sought));
    const stabilityOf = stabilities(searches.filter((search) => search !== null));
    return searches.map((search) => search && likeliest(search, stabilityOf(search.sought)));
  }

  #search(sought: Traits): Search | null {
    const kind = this.#kinds.get(familyOf(sought.steps[0].tag));
    if (!kind) return null;
    const { census } = kind;
    const rated = kind.members.map(({ index, traits }) => {
      return { index, traits, evidence: evidenceOfParts(sought, traits, census) };
    });
    rated.sort(byEvidence);
    return { sought, census, shortlist: rated.slice(0, SHORTLIST) };
  }
}

function byEvidence(one: Rated, other: Rated): number {
  return other.evidence - one.evidence;
}

/** How likely the first of some is, all others and none of them being the alternatives. */
function likelihoodOfFirst(rated: readonly Rated[], census: Census): number {
  const [best] = rated;
  if (!best) return 0;
  const alternatives = [census.gone(), ...rated.map(({ evidence }) => evidence)];
  return 1 / alternatives.reduce((sum, one) => sum + Math.exp(one - best.evidence), 0);
}

function likeliest({ sought, shortlist, census }: Search, stability: number): Likely | null {
  const rated = shortlist.map((one) => {
    const path = evidenceOfPath(sought, one.traits, census, stability);
    return { ...one, evidence: one.evidence + path };
  });
  rated.sort(byEvidence);
  const confidence = likelihoodOfFirst(rated, census);
  const [best, next] = rated;
  const isAlone = best && !(next && best.evidence - next.evidence < LEAD);
  return isAlone && confidence >= LIKELY ? { index: best.index, confidence } : null;
}

/** Tell for each print how far those near it that are certain without it kept their places. */
function stabilities(searches: readonly Search[]): (sought: Traits) => number {
  const areaOf = ({ steps }: Traits) =>
    steps
      .slice(...NEIGHBOURS)
      .map(({ text }) => text)
      .join();
  const all = { stable: 0, count: 0 };
  const areas = new Map<string, typeof all>();
  for (const { sought, shortlist, census } of searches) {
    const [best] = shortlist;
    if (!best || likelihoodOfFirst(shortlist, census) < CERTAIN) continue;
    const area = areas.get(areaOf(sought)) ?? { stable: 0, count: 0 };
    areas.set(areaOf(sought), area);
    for (const sum of [area, all]) {
      sum.stable += likenessOfPlaces(sought, best.traits);
      sum.count += 1;
    }
  }
  const overall = all.count > 0 ? all.stable / all.count : 0.5;
  return (sought) => {
    const { stable, count } = areas.get(areaOf(sought)) ?? { stable: 0, count: 0 };
    return ((stable + PRIOR * overall) / (count + PRIOR)) ** TRUST;
  };
}
