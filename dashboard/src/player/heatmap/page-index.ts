/** The elements of a recorded page with their fingerprints, deep into shadow roots and frames. */

import { printOf, type Reading } from "../../../../tracker/src/interactions/fingerprint";
import { shortHasher } from "../../../../tracker/src/interactions/hash";
import { pathOf } from "../../../../tracker/src/interactions/links";
import { isPrivate } from "../../../../tracker/src/interactions/private";
import { isSeen } from "../../../../tracker/src/interactions/tree";
import type { Fingerprint } from "../../../../tracker/src/wire";
import { LINK_PATH } from "../sanitise/attributes";
import { stepOf } from "./likeness";

/** One element that could be the one looked for. */
export interface Candidate {
  readonly node: Element;
  readonly print: Fingerprint;
}

/** More elements than this would freeze the player page; further ones are not found. */
const ELEMENTS_LIMIT = 30_000;

/** The elements of one tag. */
export interface Kind {
  readonly candidates: Candidate[];
  /** In how many of them a word, a class or the like stands. */
  readonly counts: Map<string, number>;
}

/** Kinds by tag. */
export type PageIndex = ReadonlyMap<string, Kind>;

/** All elements in the order of the document; pictures are one element. */
function* elementsOf(root: ParentNode): Generator<Element> {
  for (const element of root.children) {
    if (!isSeen(element)) continue;
    yield element;
    if (element.localName === "svg") continue;
    if (element.shadowRoot) yield* elementsOf(element.shadowRoot);
    const inner = (element as Partial<HTMLIFrameElement>).contentDocument;
    if (inner) yield* elementsOf(inner);
    yield* elementsOf(element);
  }
}

/** Derive the fingerprint of every element as the tracker did on the page with this address. */
export function indexOf(page: Document, projectKey: string, pageUrl: string): PageIndex {
  const reading: Reading = {
    top: page,
    keep: (text) => (isPrivate(text) ? "" : text),
    hash: shortHasher(projectKey),
    pathOf: (link) => pathOf(link.getAttribute(LINK_PATH), pageUrl),
  };
  const index = new Map<string, Kind>();
  let count = 0;
  for (const node of elementsOf(page)) {
    if (count >= ELEMENTS_LIMIT) break;
    count += 1;
    const kind = index.get(node.localName) ?? { candidates: [], counts: new Map() };
    index.set(node.localName, kind);
    add(kind, { node, print: printOf(node, reading) });
  }
  return index;
}

function add({ candidates, counts }: Kind, candidate: Candidate): void {
  candidates.push(candidate);
  const { words, items, classes, inside, path } = candidate.print;
  const around = path.flatMap((step) => stepOf(step).classes);
  for (const entry of new Set([...words, ...items, ...classes, ...inside, ...around])) {
    counts.set(entry, (counts.get(entry) ?? 0) + 1);
  }
}
