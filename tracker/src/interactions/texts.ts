/** What elements say: the words that the recorder keeps, and names that outlive a deploy. */

import { CLASSES, STEM_LENGTH, WORDS } from "./limits";
import { isSeen } from "./tree";

/** What a class says about a moment; the replayer marks with a colon what the pointer is over. */
const STATE =
  /^:|active|hover|focus|visib|show|open|close|collaps|expand|select|load|animat|fixed|stick|disabl|current|transition/i;

/** The text of a node as the recorder keeps it; empty when any of it is hidden. */
export type Keep = (text: string, parent: Element) => string;

/** The first words below a node. */
export function wordsOf(node: Element, keep: Keep, words: string[] = []): string[] {
  if (!isSeen(node)) return words;
  for (let child = node.firstChild; child && words.length < WORDS; child = child.nextSibling) {
    if (child.nodeType === 3) {
      words.push(...(keep((child as Text).data, node).match(/\S+/g) ?? []));
    } else if (child.nodeType === 1) wordsOf(child as Element, keep, words);
  }
  return words.slice(0, WORDS);
}

/** Names made by a build tool hold digits among letters; what stands before them is by a person. */
function stem(name: string): string {
  const parts = name.split(/(?=[-_])/);
  const kept = parts
    .filter((part) => /^[-_]*(\D*|\d{1,2}|[a-z]+\d)$/.test(part))
    .join("")
    .replace(/[-_]+$/, "");
  return kept === name || kept.length >= STEM_LENGTH ? kept : "";
}

export function classesOf(element: Element): string[] {
  const names = [...element.classList];
  return names.flatMap((name) => (STATE.test(name) ? [] : stem(name) || [])).slice(0, CLASSES);
}

/** The id, unless a program counted it out. */
export function nameOf(element: Element): string {
  const id = element.getAttribute("id") ?? "";
  return /\d{3}|:|•/.test(id) ? "" : stem(id);
}
