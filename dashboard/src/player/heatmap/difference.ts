/** Colours of a difference between two maps: told apart by everybody, and never by colour alone. */

import type { DifferenceElement } from "./messages";
import type { Box } from "./places";

/** A filled box with what differs there. */
export interface LeaningBox extends Box {
  id: string;
  /** −1: far more in the first map; 1: far more in the second. */
  lean: number;
  /** Whether the difference is more than chance. */
  isSure: boolean;
  /** Short words on the box; empty for none. */
  tag: string;
  isHighlighted: boolean;
}

type Colour = readonly [red: number, green: number, blue: number];

/** Blue and orange differ for every kind of colour-blindness, and in lightness from a white page. */
const FIRST: Colour = [15, 82, 156];
const SECOND: Colour = [202, 88, 4];
const NEITHER: Colour = [110, 116, 122];
/** Even a small difference that is sure must be seen. */
const LEAST_ALPHA = 0.18;
const MOST_ALPHA = 0.62;
const MUTED_ALPHA = 0.1;

function css([red, green, blue]: Colour, alpha: number): string {
  return `rgb(${red} ${green} ${blue} / ${alpha.toFixed(3)})`;
}

/** Return fill, line and label colour of a lean (−1 to 1). */
export function leanColours(lean: number, isSure: boolean, opacity: number) {
  if (!isSure) {
    return {
      fill: css(NEITHER, MUTED_ALPHA * opacity),
      line: css(NEITHER, 0.7),
      tag: css(NEITHER, 1),
    };
  }
  const colour = lean < 0 ? FIRST : SECOND;
  const strength = Math.min(1, Math.abs(lean));
  const alpha = (LEAST_ALPHA + (MOST_ALPHA - LEAST_ALPHA) * strength) * opacity;
  return { fill: css(colour, alpha), line: css(colour, 0.9), tag: css(colour, 1) };
}

/** Return boxes to draw, the large ones first, so that what lies inside of them stays visible. */
export function inDrawingOrder<B extends Box>(boxes: readonly B[]): B[] {
  return [...boxes].sort((one, other) => other.width * other.height - one.width * one.height);
}

/** What the tip says about an element of a difference map. */
export function differenceWords(element: DifferenceElement | undefined): readonly string[] {
  return element ? [element.label || "unnamed element", ...element.words] : [];
}
