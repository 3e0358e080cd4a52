/** The elements of a recorded page with their fingerprints, deep into shadow roots and frames. */

import { printOf, type Reading, stepOf } from "../../../../tracker/src/interactions/fingerprint";
import { shortHasher } from "../../../../tracker/src/interactions/hash";
import { pathOf } from "../../../../tracker/src/interactions/links";
import { isPrivate } from "../../../../tracker/src/interactions/private";
import { isSeen } from "../../../../tracker/src/interactions/tree";
import { LINK_PATH } from "../sanitise/attributes";
import { readPrint, type Traits } from "./prints";

/** One element that could be the one looked for. */
export interface Candidate {
  readonly node: Element;
  readonly traits: Traits;
}

/** More elements than this would freeze the player page; further ones are not found. */
const ELEMENTS_LIMIT = 30_000;

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
export function candidatesOf(page: Document, projectKey: string, pageUrl: string): Candidate[] {
  const reading: Reading = {
    top: page,
    keep: (text) => (isPrivate(text) ? "" : text),
    hash: shortHasher(projectKey),
    pathOf: (element) => pathOf(element.getAttribute(LINK_PATH), pageUrl),
  };
  // What stands around many elements is read once.
  const [far, near] = [new Map<Element, string>(), new Map<Element, string>()];
  const step: typeof stepOf = (element, _, isNear) => {
    const known = isNear ? near : far;
    const text = known.get(element) ?? stepOf(element, reading, isNear);
    known.set(element, text);
    return text;
  };
  const candidates: Candidate[] = [];
  for (const node of elementsOf(page)) {
    if (candidates.length >= ELEMENTS_LIMIT) break;
    const traits = readPrint(printOf(node, reading, step));
    if (traits) candidates.push({ node, traits });
  }
  return candidates;
}
