/** Measures what the recorder costs the page. */

import { ACTIVE_GAP_MS, COST_MS } from "../limits";

/** What a stretch of recording cost; durations in milliseconds of the main thread. */
export interface Cost {
  /** How long the page was active: pauses count for ten seconds at most. */
  readonly activeMs: number;
  readonly workMs: number;
  /** The longest stretch without a break. */
  readonly longestMs: number;
  /** The longest full snapshot, which is a stretch as well. */
  readonly snapshotMs: number;
  /** JSON before compression. */
  readonly bytes: number;
  readonly elements: number;
}

export interface Meter {
  /** Do some work and measure it; what it calls inside is measured with it. */
  measure<Result>(work: () => Result): Result;
  onBytes(bytes: number): void;
  onFullSnapshot(durationMs: number, elements: number): void;
  /** The cost since it was asked last, or null while that is not worth telling. */
  take(isLast: boolean): Cost | null;
}

/** `clock` in milliseconds; `onWork` hears of every stretch of work, with its end. */
export function openMeter(
  clock: () => number,
  onWork: (durationMs: number, now: number) => void,
): Meter {
  const nothing = { activeMs: 0, workMs: 0, longestMs: 0, snapshotMs: 0, bytes: 0, elements: 0 };
  let cost = { ...nothing };
  let seenAt = clock();
  let isMeasuring = false;

  function note(begin: number): void {
    const now = clock();
    const duration = now - begin;
    cost.workMs += duration;
    cost.longestMs = Math.max(cost.longestMs, duration);
    cost.activeMs += Math.min(now - seenAt, ACTIVE_GAP_MS);
    seenAt = now;
    onWork(duration, now);
  }

  return {
    measure(work) {
      if (isMeasuring) return work();
      const begin = clock();
      isMeasuring = true;
      try {
        return work();
      } finally {
        isMeasuring = false;
        note(begin);
      }
    },
    onBytes(bytes) {
      cost.bytes += bytes;
    },
    onFullSnapshot(durationMs, elements) {
      cost.snapshotMs = Math.max(cost.snapshotMs, durationMs);
      cost.elements = elements;
    },
    take(isLast) {
      if (!cost.workMs || !(isLast || cost.activeMs >= COST_MS)) return null;
      const taken = cost;
      cost = { ...nothing, elements: taken.elements };
      return taken;
    },
  };
}
