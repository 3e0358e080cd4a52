/** Finds what in an event belongs into the vault; references take its place. */

import * as EventType from "../eventTypes";
import { SHEET_MIN_LENGTH } from "../limits";
import type { Attributes, MutationData, RecordedEvent, RecordedNode } from "../recorder/events";

/** Where an asset stands in a scrubbed event, which is ours to change. */
export interface Place {
  readonly kind: "css" | "image";
  /** rrweb's id of the element. */
  readonly id: number;
  /** The text of a style sheet, or the address of an image. */
  readonly text: string;
  refer(hash: string): void;
}

/** The address of the image that an element shows; null where it is not to be kept. */
export type ImageOf = (id: number) => string | null;

/** What a recording holds in place of an asset; the player and the server look for it. */
export const referenceTo = (hash: string): string => `pulse-asset:${hash}`;

/** All style sheets of an event that are worth a reference, and its images. */
export function placesOf({ type, data }: RecordedEvent, imageOf: ImageOf): Place[] {
  const places: Place[] = [];

  function look(id: number, attributes: Attributes | undefined): void {
    const add = (kind: Place["kind"], name: string, text: string): void => {
      const refer = (hash: string): void => {
        Object.assign(attributes as Attributes, { [name]: referenceTo(hash) });
      };
      places.push({ kind, id, text, refer });
    };
    const css = attributes?._cssText;
    if (typeof css === "string" && css.length >= SHEET_MIN_LENGTH) add("css", "_cssText", css);
    const image = typeof attributes?.src === "string" && imageOf(id);
    if (image) add("image", "src", image);
  }

  function walk(node: RecordedNode): void {
    look(node.id, node.attributes);
    node.childNodes?.forEach(walk);
  }

  if (type === EventType.fullSnapshot) walk((data as { node: RecordedNode }).node);
  else if (type === EventType.incrementalSnapshot) {
    const { adds = [], attributes = [] } = data as Partial<MutationData>;
    // Other sources have lists of these names as well, with rules or numbers in them.
    for (const { node } of adds) if (node) walk(node);
    for (const { id, attributes: changed } of attributes) look(id, changed);
  }
  return places;
}
