/** A bucket of tokens: so much at once, and then so much a second. */

const SECOND_MS = 1_000;

export interface Bucket {
  /** True while something may still be spent; `now` in milliseconds, of a clock that never jumps. */
  hasAny(now: number): boolean;
  /** True once nothing of what was spent is missing. */
  isFull(now: number): boolean;
  /** Spend, also more than there is, down to `floor`: then nothing may be spent for a while. */
  spend(amount: number, now: number, floor?: number): void;
}

export function openBucket(capacity: number, perSecond: number): Bucket {
  let level = capacity;
  let countedAt = 0;

  function fill(now: number): void {
    const gained = countedAt ? ((now - countedAt) / SECOND_MS) * perSecond : 0;
    level = Math.min(capacity, level + gained);
    countedAt = now;
  }

  return {
    hasAny(now) {
      fill(now);
      return level > 0;
    },
    isFull(now) {
      fill(now);
      return level === capacity;
    },
    // One huge thing does not close the bucket for hours.
    spend(amount, now, floor = -capacity) {
      fill(now);
      level = Math.max(level - amount, Math.min(level, floor));
    },
  };
}
