/** The elements that interactions name: each is described once per page view. */

import type { Watch } from "../bridge";
import { closestAcross } from "../recorder/enclosing";
import { BLOCKED, MASKED_TEXT } from "../recorder/mask";
import type { Interaction } from "../wire";
import { printOf, type Reading } from "./fingerprint";
import { longHash, shortHasher } from "./hash";
import { LABEL_LENGTH } from "./limits";
import { pathOf } from "./links";
import { isPrivate } from "./private";
import { classesOf, type Keep, nameOf, wordsOf } from "./texts";

/** The element as the recording shows it: what is blocked is one box. */
export function shownAs(element: Element): Element {
  return closestAcross(element, BLOCKED) ?? element;
}

/** What people call the element. */
function labelOf(element: Element, keep: Keep): string {
  const role = element.getAttribute("role");
  const [first] = classesOf(element);
  const name = nameOf(element);
  const look = name ? `#${name}` : first ? `.${first}` : "";
  const text = wordsOf(element, keep).join(" ").slice(0, LABEL_LENGTH);
  return element.localName + (role ? `[${role}]` : "") + look + (text && ` “${text}”`);
}

/** Elements of the page, as far as the recorder shows them. */
export interface Elements {
  /** Describe an element, once per page view. Returns what names it in an interaction. */
  describe(element: Element): Required<Pick<Interaction, "pageViewId" | "url" | "elementId">>;
  isMasked(element: Element): boolean;
}

/** Read the page as the recorder does. */
export function openElements({ masking, projectKey, add, view }: Watch): Elements {
  const described = new Set<string>();
  let shown: string;
  const selectors = [BLOCKED, MASKED_TEXT, ...masking.selectors].join();

  function isMasked(element: Element): boolean {
    try {
      return masking.isStrict || !!closestAcross(element, selectors);
    } catch {
      // A selector that the browser does not understand may hide all.
      return true;
    }
  }
  const reading: Reading = {
    top: document,
    keep: (text, parent) => (isPrivate(text) || isMasked(parent) ? "" : text),
    hash: shortHasher(projectKey),
    pathOf: (one) => pathOf(one.getAttribute("href") ?? one.getAttribute("src"), one.baseURI),
  };

  return {
    isMasked,
    describe(element) {
      const { id: pageViewId, url } = view();
      if (shown !== pageViewId) described.clear();
      shown = pageViewId;
      const print = printOf(element, reading);
      const elementId = longHash(JSON.stringify(print));
      if (!described.has(elementId)) {
        add(
          "elements",
          JSON.stringify({
            pageViewId,
            url,
            id: elementId,
            print,
            label: labelOf(element, reading.keep),
          }),
        );
      }
      described.add(elementId);
      return { pageViewId, url, elementId };
    },
  };
}
