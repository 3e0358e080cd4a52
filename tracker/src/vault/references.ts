/** Finds the style sheets in an event; references take the place of their texts. */

import { EventType } from "../bridge";
import { SHEET_MIN_LENGTH } from "../limits";
import type { AttributeValue } from "../recorder/attributes";
import type { MutationData, RecordedEvent, RecordedNode } from "../recorder/scrub";

/** The text of a style sheet, and where it stands in a scrubbed event, which is ours to change. */
export interface SheetPlace {
  /** rrweb's id of the element. */
  readonly id: number;
  readonly text: string;
  readonly attributes: Record<string, AttributeValue>;
}

/** What a recording holds in place of an asset; the player and the server look for it. */
export const referenceTo = (hash: string): string => `pulse-asset:${hash}`;

/** All style sheets of an event that are worth a reference. */
export function sheetsOf({ type, data }: RecordedEvent): SheetPlace[] {
  const places: SheetPlace[] = [];
  if (type === EventType.fullSnapshot) collect((data as { node: RecordedNode }).node, places);
  else if (type === EventType.incrementalSnapshot) {
    const { adds = [], attributes = [] } = data as Partial<MutationData>;
    // Other sources have lists of these names as well, with rules or numbers in them.
    for (const { node } of adds) if (node) collect(node, places);
    for (const { id, attributes: changed } of attributes) look(id, changed, places);
  }
  return places;
}

function collect(node: RecordedNode, places: SheetPlace[]): void {
  look(node.id, node.attributes, places);
  for (const child of node.childNodes ?? []) collect(child, places);
}

function look(
  id: number,
  attributes: SheetPlace["attributes"] | undefined,
  to: SheetPlace[],
): void {
  const text = attributes?._cssText;
  if (typeof text === "string" && text.length >= SHEET_MIN_LENGTH) {
    to.push({ id, text, attributes: attributes as SheetPlace["attributes"] });
  }
}
