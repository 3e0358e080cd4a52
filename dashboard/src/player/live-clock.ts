/**
 * Decides how far behind the visitor a live picture is shown.
 *
 * Events arrive in batches: shown at once they would come in jerks, so the picture stays behind by as
 * much as nearly every event needs to arrive, and no more.
 */

/** Batches that are looked back at: enough to know a connection, few enough to follow its changes. */
const LOOK_BACK = 20;
/** Share of the batches that arrive in time; waiting for the slowest would delay everything. */
const IN_TIME = 0.9;
/** A picture further behind is no longer live: what comes later than this is drawn when it comes. */
const MAX_BUFFER_MS = 1_500;
/** Differences that a person notices are mended at once, smaller ones a little at a time. */
const JUMP_MS = 150;
const NUDGE_MS = 10;

export interface LiveClock {
  /** A batch arrived `delayMs` after the oldest of its events had happened. */
  arrived(delayMs: number): void;
  readonly bufferMs: number;
}

/** Make a clock for a visitor who sends every `batchMs`. */
export function createLiveClock(batchMs: number): LiveClock {
  const delays: number[] = [];
  let bufferMs = batchMs;
  return {
    arrived(delayMs) {
      delays.push(Math.max(0, delayMs));
      if (delays.length > LOOK_BACK) delays.shift();
      const ascending = delays.toSorted((a, b) => a - b);
      const chosen = ascending[Math.ceil(IN_TIME * ascending.length) - 1] ?? batchMs;
      bufferMs = Math.min(chosen, MAX_BUFFER_MS);
    },
    get bufferMs() {
      return bufferMs;
    },
  };
}

/** Return by how much to move a picture that is `behindMs` behind where it should be. */
export function correctionOf(behindMs: number): number {
  if (Math.abs(behindMs) > JUMP_MS) return behindMs;
  return Math.min(Math.max(behindMs, -NUDGE_MS), NUDGE_MS);
}
