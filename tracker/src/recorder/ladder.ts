/** Records less and less on a page that recording costs too much. */

import {
  HEAVY_ELEMENTS,
  LOAD_SHARE,
  LOAD_WINDOW_MS,
  PAGE_BYTES_MAX,
  QUEUE_BYTES,
  RESYNC_WINDOW_MS,
  RESYNCS_MAX,
} from "../limits";

/** How much is recorded; one step at a time, and never back on the same page. */
export const LEVELS = ["full", "no-movement", "interactions-only", "stopped"] as const;
export type Level = (typeof LEVELS)[number];
/** Too much work on the main thread, too many changes to follow, or too much to send. */
const CAUSES = ["work", "resyncs", "bytes"] as const;
export type Cause = (typeof CAUSES)[number];
export interface Step {
  readonly level: Level;
  readonly cause: Cause;
}

/** Tells in the recording itself that less of it is recorded from now on. */
export const DEGRADED = "pulse:degraded";

export function isStep(value: unknown): value is Step {
  const { level, cause, ...rest } = (value ?? {}) as Partial<Step>;
  const isKnown = LEVELS.includes(level as Level) && CAUSES.includes(cause as Cause);
  return isKnown && Object.keys(rest).length === 0;
}

export interface Ladder {
  level(): Level;
  /** The recorder held the main thread for so long; returns the step that this makes. */
  onWork(durationMs: number, now: number): Step | null;
  /** A full snapshot of so many elements is about to make up for changes that were dropped. */
  onResync(elements: number, now: number): Step | null;
  /** An event of so much JSON was handed on. */
  onBytes(bytes: number): Step | null;
}

/** Times in milliseconds, of a clock that never jumps. */
export function openLadder(begin: number): Ladder {
  let level = 0;
  let windowAt = begin;
  let workMs = 0;
  let total = 0;
  let resyncs: number[] = [];

  function stepTo(next: number, cause: Cause): Step | null {
    if (next <= level || next >= LEVELS.length) return null;
    level = next;
    return { level: LEVELS[next] as Level, cause };
  }

  return {
    level: () => LEVELS[level] as Level,
    onWork(durationMs, now) {
      if (now - windowAt > LOAD_WINDOW_MS) {
        windowAt = now;
        workMs = 0;
      }
      workMs += durationMs;
      if (workMs <= LOAD_WINDOW_MS * LOAD_SHARE) return null;
      workMs = 0;
      windowAt = now;
      return stepTo(level + 1, "work");
    },
    onResync(elements, now) {
      // A page that grew so large would be frozen by it for a second and more.
      if (elements > HEAVY_ELEMENTS) return stepTo(LEVELS.indexOf("interactions-only"), "resyncs");
      resyncs = [...resyncs.filter((at) => now - at < RESYNC_WINDOW_MS), now];
      if (resyncs.length < RESYNCS_MAX) return null;
      resyncs = [];
      return stepTo(level + 1, "resyncs");
    },
    onBytes(bytes) {
      total += bytes;
      // What is larger than all that may wait is dropped on the way, again and again.
      const isTooMuch = total > PAGE_BYTES_MAX || bytes > QUEUE_BYTES;
      return isTooMuch ? stepTo(LEVELS.length - 1, "bytes") : null;
    },
  };
}
