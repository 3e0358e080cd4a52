/** Reads fingerprints, which anybody may have sent, into what can be compared. */

import { fieldsOf, listOf, textOf } from "../sanitise/fields";

/** One element of a print: the element itself, or one that it stands in. */
export interface Step {
  readonly text: string;
  readonly tag: string;
  readonly id: string;
  /** Its place among siblings of its kind, from 1. */
  readonly place: string;
  readonly link: string;
  readonly image: string;
  readonly kinds: readonly string[];
  readonly words: readonly string[];
}

/**
 * The parts that are compared. `around…` are of what the element stands in, nearest first, and hold
 * only what the steps below do not say already: an item says more than the button inside it.
 */
export type Part =
  | "id"
  | "link"
  | "image"
  | "words"
  | "kinds"
  | "inside"
  | "aroundLink"
  | "aroundImage"
  | "around1"
  | "around2";

/** What an element is known by; a part that it does not have is empty. */
export interface Traits {
  /** The element first, then its ancestors from the parent upwards; never empty. */
  readonly steps: readonly [Step, ...Step[]];
  readonly parts: Readonly<Record<Part, readonly string[]>>;
}

/** More entries than any part of a print has. */
const ENTRIES_LIMIT = 32;

/** Steps are shared by many elements: most are read once. */
const STEPS_LIMIT = 20_000;
const known = new Map<string, Step>();

function entriesOf(text = ""): string[] {
  return text.split(".").filter(Boolean).slice(0, ENTRIES_LIMIT);
}

function stepFrom(text: string): Step {
  const [tag = "", id = "", place = "", kinds, paths = "", words] = text.split(":");
  const [link = "", image = ""] = paths.split(".");
  return { text, tag, id, place, link, image, kinds: entriesOf(kinds), words: entriesOf(words) };
}

function stepOf(text: string): Step {
  const step = known.get(text) ?? stepFrom(text);
  if (known.size > STEPS_LIMIT) known.clear();
  known.set(text, step);
  return step;
}

/** The words of each ancestor that nothing below it says. */
function wordsAround([self, ...around]: Traits["steps"]): string[][] {
  const said = new Set(self.words);
  const fresh: string[][] = [];
  for (const { words } of around) {
    const unsaid = words.filter((word) => !said.has(word));
    for (const word of unsaid) said.add(word);
    if (unsaid.length > 0) fresh.push(unsaid);
  }
  return fresh;
}

/** The first path around the element that is not its own. */
function pathAround([self, ...around]: Traits["steps"], name: "link" | "image"): string[] {
  const found = around.find((step) => step[name] && step[name] !== self[name]);
  return found ? [found[name]] : [];
}

function textsOf(value: unknown): string[] {
  return listOf(value).slice(0, ENTRIES_LIMIT).map(textOf);
}

/** What a print says, or null where it says nothing of an element. */
export function readPrint(value: unknown): Traits | null {
  const print = fieldsOf(value);
  const [self, ...around] = textsOf(print?.steps).map(stepOf);
  if (!self?.tag) return null;
  const steps: Traits["steps"] = [self, ...around];
  const [around1 = [], around2 = []] = wordsAround(steps);
  const one = (text: string) => (text ? [text] : []);
  return {
    steps,
    parts: {
      id: one(self.id),
      link: one(self.link),
      image: one(self.image),
      words: self.words,
      kinds: self.kinds,
      inside: textsOf(print?.inside).filter(Boolean),
      aroundLink: pathAround(steps, "link"),
      aroundImage: pathAround(steps, "image"),
      around1,
      around2,
    },
  };
}
