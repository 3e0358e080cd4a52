import { useSyncExternalStore } from "react";
import { formatAgo, formatMoment } from "../format";
import { Hint } from "./hint";

/** How often relative times move on. One timer serves every time on the screen. */
const TICK_MS = 5000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(tick, TICK_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** The present, Unix ms, moving in steps of five seconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** A moment as time passed; the exact date and time on hover. */
export function When({ at, timeZone }: { at: number; timeZone: string }) {
  const present = useNow();
  return (
    <Hint text={formatMoment(at, timeZone)}>
      <time dateTime={new Date(at).toISOString()} className="whitespace-nowrap tabular-nums">
        {formatAgo(at, Math.max(present, at))}
      </time>
    </Hint>
  );
}
