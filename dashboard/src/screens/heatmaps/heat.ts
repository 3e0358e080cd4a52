/** Turns what the API says about a map into what the player draws. */

import type { components } from "@pagepulse/contract";
import type { Heat } from "../../player/heatmap/messages";

type Schemas = components["schemas"];
export type HeatmapAnswer = Schemas["Heatmap"];
export type ElementHeat = Schemas["HeatElement"];
export type HeatmapMetadata = Schemas["HeatmapMetadata"];
export type PageHeat = Schemas["HeatmapPage"];
export type HeatMoment = Schemas["HeatMoment"];
export type Snapshot = Schemas["Backdrop"];
export type PageState = Schemas["PageState"];
export type ScrollReach = Schemas["ScrollReach"];

/** Return the heat of a map; elements in the order of the list beside it. */
export function heatOf({ heatmapData: { type, elements, points, scroll } }: HeatmapAnswer): Heat {
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
