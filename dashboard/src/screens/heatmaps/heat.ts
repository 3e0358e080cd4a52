/** Turns what the API says about a map into what the player draws. */

import type { components } from "@pagepulse/contract";
import type { DifferenceElement, Heat } from "../../player/heatmap/messages";
import { pointsText, shareText } from "./words";

type Schemas = components["schemas"];
export type HeatmapAnswer = Schemas["Heatmap"];
export type ElementHeat = Schemas["HeatElement"];
export type HeatmapMetadata = Schemas["HeatmapMetadata"];
export type PageHeat = Schemas["HeatmapPage"];
export type Comparison = Schemas["HeatmapComparison"];
export type ComparedElement = Schemas["ComparedElement"];
export type HeatMoment = Schemas["HeatMoment"];
export type HeatMomentList = Schemas["HeatMomentList"];
export type BackdropList = Schemas["BackdropList"];
export type Snapshot = Schemas["Backdrop"];
export type PageState = Schemas["PageState"];
export type ScrollReach = Schemas["ScrollReach"];

/** The elements on which something of the map's own kind happened, the hottest first. */
export function elementsOf({ heatmapData: { elements } }: HeatmapAnswer): ElementHeat[] {
  return elements.filter(({ count }) => count > 0);
}

/** Return the heat of a map; elements in the order of the list beside it. */
export function heatOf(answer: HeatmapAnswer): Heat {
  const { type, points, scroll } = answer.heatmapData;
  const elements = elementsOf(answer);
  if (type === "scroll") {
    const steps = scroll?.curve.map(({ y, share }) => ({ y, share })) ?? [];
    return { kind: "reach", steps, folds: scroll?.folds.map(({ y }) => y) ?? [] };
  }
  return {
    kind: type === "attention" ? "attention" : "density",
    elements: elements.map(({ elementId, label, print, value, share, cells }) => ({
      id: elementId,
      label,
      print,
      value,
      share,
      cells,
    })),
    // Places of elements are drawn on the elements; these have none.
    points: elements.length > 0 ? [] : points,
  };
}

/** Above this a difference may be chance: one of twenty that are told would be none. */
const CHANCE = 0.05;
/** A share that is four times the other has the strongest colour; doubling is half of it. */
const STRONGEST_LOG2 = 2;

/** Whether an element differs by more than chance, all elements looked at together. */
export function isSure({ adjustedP }: ComparedElement): boolean {
  return adjustedP <= CHANCE;
}

/** Return the difference of two maps; elements in the order of the list beside it. */
export function differenceOf({ elements }: Comparison): Heat {
  return { kind: "difference", elements: elements.map(difference) };
}

function difference(element: ComparedElement): DifferenceElement {
  const { elementId: id, label, print, countA, countB, logRatio } = element;
  const { shareA, shareB, low, high, hitsA, hitsB, triesA, triesB } = element;
  const sure = isSure(element);
  return {
    id,
    label,
    print,
    value: countA + countB,
    share: 0,
    cells: [],
    lean: Math.max(-1, Math.min(1, logRatio / STRONGEST_LOG2)),
    isSure: sure,
    tag: pointsText(element.difference),
    words: [
      `A ${shareText(shareA)} (${hitsA} of ${triesA}), B ${shareText(shareB)} (${hitsB} of ${triesB})`,
      `${pointsText(element.difference)} points, between ${pointsText(low)} and ${pointsText(high)}`,
      ...(sure ? [] : ["May be chance"]),
    ],
  };
}
