/** Where the elements of a list stand on the page beside it. */

import type { Placement } from "../../player/heatmap/messages";

/** Confidence below which a place is called a guess. */
const SURE = 0.8;

export type Where = "placed" | "guess" | "hidden" | "unresolved" | "pending";

export const WHERE_NOTES: Record<Where, string | null> = {
  placed: null,
  pending: null,
  guess: "probably here",
  hidden: "not seen at this width or in this state",
  unresolved: "not on this page",
};

export function placesOf(placement: Placement | null): ReadonlyMap<string, Where> {
  const places = new Map<string, Where>();
  for (const { id, confidence } of placement?.placed ?? []) {
    places.set(id, confidence < SURE ? "guess" : "placed");
  }
  for (const id of placement?.hidden ?? []) places.set(id, "hidden");
  for (const id of placement?.unresolved ?? []) places.set(id, "unresolved");
  return places;
}
