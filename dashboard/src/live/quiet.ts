import { useSyncExternalStore } from "react";

/** Whether notices of new sessions are wanted; remembered in this browser. */
const STORAGE_KEY = "pagepulse.quiet";

const listeners = new Set<() => void>();

export function isQuiet(): boolean {
  return localStorage.getItem(STORAGE_KEY) === "yes";
}

export function setQuiet(quiet: boolean): void {
  if (quiet) localStorage.setItem(STORAGE_KEY, "yes");
  else localStorage.removeItem(STORAGE_KEY);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useQuiet(): boolean {
  return useSyncExternalStore(subscribe, isQuiet);
}
