/**
 * Finds the elements that visitors used on the recorded page, and where their points lie on it.
 *
 *     const resolver = createResolver(replayer.iframe.contentDocument, projectKey, pageUrl);
 *     const found = resolver.resolve(elements);       // Map<elementId, {node, confidence} | null>
 *     const where = project(found.get(id).node, ex, ey);   // see projection.ts
 *
 * A resolver reads the document once: make a new one when the page has changed. Null says that no
 * element, or not one alone, is enough like the one looked for: better no heat than false heat.
 */

import type { Fingerprint } from "../../../../tracker/src/wire";
import { likeness, roughLikeness } from "./likeness";
import { type Candidate, indexOf, type PageIndex } from "./page-index";
import { readPrint } from "./prints";

/** One element of a map, as the API tells it. */
export interface SoughtElement {
  readonly id: string;
  /** Came from a visitor's browser. */
  readonly print: unknown;
}

export interface Match {
  readonly node: Element;
  /** From 0 to 1: how alike the two are, less where another element is nearly as much. */
  readonly confidence: number;
}

export interface Resolver {
  resolve(elements: readonly SoughtElement[]): Map<string, Match | null>;
}

/** Less alike is another element. */
const LIKENESS_LIMIT = 0.6;
/** The next one must be less alike by this share of what the best lacks, or nobody knows which is meant. */
const AMBIGUITY = 0.8;
/** Candidates that are compared in full. */
const SHORTLIST = 16;

function score(parts: ReturnType<typeof roughLikeness>): number {
  let [total, alike] = [0, 0];
  for (const [weight, one] of parts) {
    total += weight;
    alike += weight * one;
  }
  return total > 0 ? alike / total : 0;
}

function shortlistOf(print: Fingerprint, candidates: readonly Candidate[]): readonly Candidate[] {
  if (candidates.length <= SHORTLIST) return candidates;
  const scored = candidates.map((candidate) => ({
    candidate,
    rough: score(roughLikeness(print, candidate.print)),
  }));
  scored.sort((one, other) => other.rough - one.rough);
  return scored.slice(0, SHORTLIST).map(({ candidate }) => candidate);
}

function matchOf(print: Fingerprint, index: PageIndex): Match | null {
  let best: Match | null = null;
  let next = 0;
  for (const { node, print: own } of shortlistOf(print, index.get(print.tag) ?? [])) {
    const alike = likeness(print, own);
    if (alike > (best?.confidence ?? 0)) {
      next = best?.confidence ?? 0;
      best = { node, confidence: alike };
    } else next = Math.max(next, alike);
  }
  if (!best || best.confidence < LIKENESS_LIMIT) return null;
  return 1 - best.confidence < AMBIGUITY * (1 - next) ? best : null;
}

/**
 * Make the resolver of one recorded page. `projectKey` salts the fingerprints of its project;
 * `pageUrl` is the address of the recorded page: links to the page itself say nothing.
 */
export function createResolver(page: Document, projectKey: string, pageUrl: string): Resolver {
  const index = indexOf(page, projectKey, pageUrl);
  return {
    resolve(elements) {
      const found = new Map<string, Match | null>();
      for (const { id, print } of elements) {
        const known = readPrint(print);
        found.set(id, known && matchOf(known, index));
      }
      return found;
    },
  };
}
