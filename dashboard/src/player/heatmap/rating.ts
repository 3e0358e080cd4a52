/** How elements with a rating look: a colour, and a line that tells the ratings apart without one. */

import type { RatedElement } from "./messages";
import type { Box } from "./places";

/** Where a rated element stands, and whether the pointer or the list is on it. */
export interface RatedBox extends Box, Pick<RatedElement, "id" | "rating" | "tag"> {
  isHighlighted: boolean;
}

interface RatingLook {
  line: string;
  fill: string;
  /** Lengths of dash and gap, screen pixels; none is a whole line. */
  dash: readonly number[];
}

/** Blue, amber and red of Okabe and Ito, dark enough for white words: colour-blind people tell them apart. */
export const RATING_LOOKS: Record<RatedElement["rating"], RatingLook> = {
  good: { line: "rgb(0 104 163)", fill: "rgb(0 104 163 / 0.14)", dash: [2, 3] },
  fair: { line: "rgb(168 100 0)", fill: "rgb(230 159 0 / 0.22)", dash: [7, 4] },
  poor: { line: "rgb(184 48 24)", fill: "rgb(213 94 0 / 0.28)", dash: [] },
};

const ORDER: readonly RatedElement["rating"][] = ["good", "fair", "poor"];

/** The worst last, so that nothing covers them; what is pointed at stands over all. */
export function inRatingOrder(boxes: readonly RatedBox[]): RatedBox[] {
  const place = (box: RatedBox) => ORDER.indexOf(box.rating) + (box.isHighlighted ? 10 : 0);
  return [...boxes].sort((one, other) => place(one) - place(other));
}

/** The tip of an element. */
export function ratingWords(element: RatedElement | undefined): readonly string[] {
  return element ? [element.label || "unnamed element", ...element.words] : [];
}
