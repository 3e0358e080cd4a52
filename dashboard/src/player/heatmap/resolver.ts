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

import { Candidates } from "./matching";
import { candidatesOf } from "./page-index";
import { readPrint } from "./prints";

/** One element of a map, as the API tells it. */
export interface SoughtElement {
  readonly id: string;
  /** Came from a visitor's browser. */
  readonly print: unknown;
}

export interface Match {
  readonly node: Element;
  /** How likely it is that this is the element, from 0 to 1. */
  readonly confidence: number;
}

export interface Resolver {
  resolve(elements: readonly SoughtElement[]): Map<string, Match | null>;
}

/**
 * Make the resolver of one recorded page. `projectKey` salts the fingerprints of its project;
 * `pageUrl` is the address of the recorded page: links to the page itself say nothing.
 */
export function createResolver(page: Document, projectKey: string, pageUrl: string): Resolver {
  const found = candidatesOf(page, projectKey, pageUrl);
  const candidates = new Candidates(found.map(({ traits }) => traits));
  return {
    resolve(elements) {
      const matches = candidates.match(elements.map(({ print }) => readPrint(print)));
      return new Map(
        elements.map(({ id }, at): [string, Match | null] => {
          const match = matches[at];
          const node = match && found[match.index]?.node;
          return [id, node ? { node, confidence: match.confidence } : null];
        }),
      );
    },
  };
}
