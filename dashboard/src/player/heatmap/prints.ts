/** Reads fingerprints, which anybody may have sent. */

import type { Fingerprint } from "../../../../tracker/src/wire";
import { fieldsOf, listOf, numberOf, textOf } from "../sanitise/fields";

/** More entries than any part of a fingerprint has. */
const ENTRIES_LIMIT = 32;

function textsOf(value: unknown): string[] {
  return listOf(value).slice(0, ENTRIES_LIMIT).map(textOf);
}

/** The fingerprint in its agreed shape; null where nothing is known of the element. */
export function readPrint(value: unknown): Fingerprint | null {
  const fields = fieldsOf(value);
  if (!fields || !textOf(fields.tag)) return null;
  return {
    tag: textOf(fields.tag),
    id: textOf(fields.id),
    link: textOf(fields.link),
    words: textsOf(fields.words),
    attributes: textsOf(fields.attributes),
    classes: textsOf(fields.classes),
    inside: textsOf(fields.inside),
    control: textsOf(fields.control),
    path: textsOf(fields.path),
    place: numberOf(fields.place),
    items: textsOf(fields.items),
    near: textsOf(fields.near),
  };
}
