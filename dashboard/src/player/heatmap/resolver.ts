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
import { likeness, roughLikeness, type Telling } from "./likeness";
import { type Candidate, indexOf, type Kind } from "./page-index";
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
const LIKENESS_LIMIT = 0.45;
/** The next one must lack more by so much than the best, or nobody knows which is meant. */
const AMBIGUITY = 0.95;
/** Candidates that are compared in full. */
const SHORTLIST = 16;

/** The candidates that could be meant, without the dear comparison of their ancestors. */
function shortlistOf(print: Fingerprint, { candidates }: Kind, telling: Telling): Candidate[] {
  if (candidates.length <= SHORTLIST) return candidates;
  const scored = candidates.map((candidate) => ({
    candidate,
    rough: roughLikeness(print, candidate.print, telling),
  }));
  scored.sort((one, other) => other.rough - one.rough);
  return scored.slice(0, SHORTLIST).map(({ candidate }) => candidate);
}

function matchOf(print: Fingerprint, kind: Kind | undefined): Match | null {
  if (!kind) return null;
  const telling: Telling = (entry) => 1 / Math.max(1, kind.counts.get(entry) ?? 0);
  let best: Match | null = null;
  let next = 0;
  for (const { node, print: own } of shortlistOf(print, kind, telling)) {
    const confidence = likeness(print, own, telling);
    if (!best || confidence > best.confidence) {
      next = best?.confidence ?? 0;
      best = { node, confidence };
    } else next = Math.max(next, confidence);
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
        found.set(id, known && matchOf(known, index.get(known.tag)));
      }
      return found;
    },
  };
}
