import { useSyncExternalStore } from "react";

/** Where the rail becomes a drawer, the screen's parts stand one after the other. */
const NARROW = "(max-width: 899px)";

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches);
}
