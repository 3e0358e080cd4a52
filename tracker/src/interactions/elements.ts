/** The elements that interactions name: each is described once per page view. */

import type { Watch } from "../bridge";
import { closestAcross } from "../recorder/enclosing";
import { BLOCKED, MASKED_TEXT } from "../recorder/mask";
import { printOf, type Reading } from "./fingerprint";
import { longHash, shortHasher } from "./hash";
import { pathOf } from "./links";
import { isPrivate } from "./private";
import { classesOf, nameOf, wordsOf } from "./texts";

/** Longest text of a label, in UTF-16 units. */
const LABEL_LENGTH = 40;

/** What the recorder will show of the page. */
export interface Seen {
  readonly reading: Reading;
  isMasked(element: Element): boolean;
}

/** Read the page as the recorder does. */
export function openSeen({ masking, projectKey }: Watch): Seen {
  const selectors = [BLOCKED, MASKED_TEXT, ...masking.selectors].join();
  let isStrict = masking.isStrict;
  try {
    document.querySelector(selectors);
  } catch {
    // A selector that the browser does not understand may hide all.
    isStrict = true;
  }
  const isMasked = (element: Element) => isStrict || !!closestAcross(element, selectors);
  return {
    isMasked,
    reading: {
      top: document,
      keep: (text, parent) => (isPrivate(text) || isMasked(parent) ? "" : text),
      hash: shortHasher(projectKey),
      pathOf: (one) => pathOf(one.getAttribute("href") ?? one.getAttribute("src"), one.baseURI),
    },
  };
}

/** What people call the element. */
function labelOf(element: Element, { keep }: Reading): string {
  const role = element.getAttribute("role");
  const [first] = classesOf(element);
  const name = nameOf(element);
  const look = name ? `#${name}` : first ? `.${first}` : "";
  const text = wordsOf(element, keep).join(" ").slice(0, LABEL_LENGTH);
  return element.localName + (role ? `[${role}]` : "") + look + (text && ` “${text}”`);
}

/** Describe elements: each once per page view. Returns the element's id. */
export function openElements(
  { add, view }: Watch,
  { reading }: Seen,
): (element: Element) => string {
  let described = new Set<string>();
  let pageViewId: string;
  return (element) => {
    const { id: shown, url } = view();
    if (pageViewId !== shown) described = new Set();
    pageViewId = shown;
    const print = printOf(element, reading);
    const id = longHash(JSON.stringify(print));
    if (!described.has(id)) {
      const label = labelOf(element, reading);
      add("elements", JSON.stringify({ id, pageViewId, url, label, print }));
    }
    described.add(id);
    return id;
  };
}
