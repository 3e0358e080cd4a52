/**
 * Knows how the visitor's clock differs from the server's.
 *
 * A visitor's clock may be wrong by any amount. Every batch says when it left, by that clock, and when
 * the server had it: the batch that took least tells the difference best, and its own way counts as
 * none.
 */

/** Clocks drift apart, and a visitor may set one right: what is older than this is forgotten, ms. */
const LOOK_BACK_MS = 60_000;

interface Sample {
  /** When it came, this browser's clock. */
  at: number;
  offsetMs: number;
}

export class VisitorClock {
  #samples: Sample[] = [];

  /** A batch left at `sentAt` (visitor), the server had it at `timestamp` (server). */
  note(sentAt: number, timestamp: number, now: number): void {
    const offsetMs = timestamp - sentAt;
    // A larger difference than that of a later batch will never be the least again.
    const kept = this.#samples.filter(
      (sample) => sample.offsetMs < offsetMs && now - sample.at <= LOOK_BACK_MS,
    );
    this.#samples = [...kept, { at: now, offsetMs }];
  }

  /** What leads from the visitor's clock to the server's, ms; null before the first batch. */
  get offsetMs(): number | null {
    return this.#samples[0]?.offsetMs ?? null;
  }
}
