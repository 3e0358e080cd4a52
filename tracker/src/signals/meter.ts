/** Counts what comes too fast: a page that logs in a loop must not fill anybody's disk. */

import { guarded } from "../guarded";
import { SIGNALS_PER_LOAD, SIGNALS_PER_WINDOW, SIGNALS_WINDOW_MS } from "../limits";

export interface Meter {
  /** True when one more may be told of. */
  take(): boolean;
}

/** `onDropped` is told, at the end of a stretch of ten seconds, how many were too many. */
export function openMeter(onDropped: (count: number) => void): Meter {
  let total = 0;
  let taken = 0;
  let dropped = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const end = guarded(() => {
    const count = dropped;
    timer = undefined;
    taken = 0;
    dropped = 0;
    if (count) onDropped(count);
  });

  return {
    take() {
      if (timer === undefined) timer = setTimeout(end, SIGNALS_WINDOW_MS);
      if (taken >= SIGNALS_PER_WINDOW || total >= SIGNALS_PER_LOAD) {
        dropped += 1;
        return false;
      }
      taken += 1;
      total += 1;
      return true;
    },
  };
}
