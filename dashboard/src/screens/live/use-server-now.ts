import { useSyncExternalStore } from "react";
import { useLive } from "../../live/live-context";

/** Clocks on this screen move by the second. One timer serves them all. */
const TICK_MS = 1_000;

let tickedAt = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick() {
  tickedAt = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) timer = setInterval(tick, TICK_MS);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** The server's clock, Unix ms, by the second: what it tells of visitors and runs is in its time. */
export function useServerNow(): number {
  const { connection } = useLive();
  const now = useSyncExternalStore(subscribe, () => tickedAt);
  return now + (connection.serverNow() - Date.now());
}
