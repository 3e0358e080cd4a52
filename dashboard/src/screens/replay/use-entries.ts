import { useMemo } from "react";
import { useStore } from "../../store";
import type { Controller } from "./controller";
import { type Entry, entriesOf } from "./event-list";
import type { Marker } from "./recording";

/** Return the entries of markers; they get their names as the windows around them are loaded. */
export function useEntries(controller: Controller, markers: readonly Marker[]): Entry[] {
  const labels = useStore(controller.labels, (held) => held);
  return useMemo(() => entriesOf(markers, labels), [markers, labels]);
}
