/** When a new full snapshot is due: it makes seeking fast, and costs most of all that is sent. */

import * as EventType from "../eventTypes";
import { CHECKOUT_BYTES, CHECKOUT_MS, CHECKOUT_MUTATIONS, SLOW_SNAPSHOT_MS } from "../limits";
import type { RecordedEvent } from "./events";

const MUTATION = 0;

export interface Checkouts {
  /** Count what happens; true when seeking back to the last full snapshot has become slow. */
  isDue(event: RecordedEvent, bytes: number): boolean;
  /** A full snapshot took so long; slow ones are taken half as often from then on. */
  onTaken(durationMs: number): void;
}

export function watchCheckouts(): Checkouts {
  let takenAt = 0;
  let mutations = 0;
  let total = 0;
  let pause = CHECKOUT_MS;

  return {
    isDue({ type, timestamp, data }, bytes) {
      if (type === EventType.fullSnapshot) {
        takenAt = timestamp;
        mutations = 0;
        total = 0;
        return false;
      }
      total += bytes;
      if ((data as { source?: number }).source === MUTATION) mutations += 1;
      // Not on the clock alone: a page at rest would send itself again and again.
      const hasChanged = mutations > CHECKOUT_MUTATIONS || total > CHECKOUT_BYTES;
      return hasChanged && timestamp - takenAt > pause;
    },
    onTaken(durationMs) {
      if (durationMs > SLOW_SNAPSHOT_MS) pause *= 2;
    },
  };
}
