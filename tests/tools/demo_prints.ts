/**
 * Gives `record_demo_prints.py` the tracker's landmarks of a page, and its fingerprint of elements with
 * texts in place of hashes.
 */

import { printOf } from "../../tracker/src/interactions/fingerprint";
import { pathOf } from "../../tracker/src/interactions/links";
import { isPrivate } from "../../tracker/src/interactions/private";
import { classesOf, nameOf, wordsOf } from "../../tracker/src/interactions/texts";
import { landmarks } from "../../tracker/src/reactions/reach";

const reading = {
  top: document,
  keep: (text: string) => (isPrivate(text) ? "" : text),
  // Nothing that parts the fields of a step is left in a text.
  hash: (text: string) => encodeURIComponent(text).replaceAll(".", "%2E"),
  pathOf: (one: Element) => pathOf(one.getAttribute("href") ?? one.getAttribute("src"), one.baseURI),
};

function labelOf(element: Element): string {
  const name = nameOf(element);
  const [first] = classesOf(element);
  const look = name ? `#${name}` : first ? `.${first}` : "";
  const text = wordsOf(element, reading.keep).join(" ").slice(0, 40);
  return element.localName + look + (text && ` “${text}”`);
}

Object.assign(window, {
  landmarks,
  described: (element: Element) => ({ label: labelOf(element), print: printOf(element, reading) }),
});
