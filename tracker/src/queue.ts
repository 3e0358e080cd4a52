/** The batches that wait for their acknowledgement, in order and within bounds. */

import { QUEUE_BYTES } from "./limits";
import { type Batch, sizeOf } from "./wire";

export interface Queue {
  /** Take a batch; one that waits already is not taken twice. */
  add(batch: Batch): void;
  /** The batches that nobody carries yet. */
  waiting(): Batch[];
  /** A beacon carries the batch: nothing will be heard of it, so it stays until it is taken back. */
  handOver(batch: Batch): void;
  takeBack(): void;
  /** The batch was acknowledged, or is given up. */
  forget(batch: Batch): void;
  isTooLarge(): boolean;
  /**
   * Drop recorded events: nothing else grows without bound. A batch of events alone goes as a whole,
   * so that the server sees the hole in its numbers; only the first stays, to find out when the
   * server is back.
   */
  dropEvents(): void;
}

export function openQueue(): Queue {
  let batches: Batch[] = [];
  const carried = new Set<Batch>();

  return {
    add(batch) {
      if (!batches.some((other) => isSame(other, batch))) batches.push(batch);
    },
    waiting: () => batches.filter((batch) => !carried.has(batch)),
    handOver: (batch) => void carried.add(batch),
    takeBack: () => carried.clear(),
    forget(batch) {
      carried.delete(batch);
      batches = batches.filter((other) => other !== batch);
    },
    // A single batch is never too large: it may be a full snapshot, which has to go as it is.
    isTooLarge: () => batches.length > 1 && sizeOf(batches) > QUEUE_BYTES,
    dropEvents() {
      for (const batch of batches) batch.parts.events.length = 0;
      batches = batches.filter((batch, place) => place === 0 || sizeOf([batch]) > 0);
    },
  };
}

function isSame(one: Batch, other: Batch): boolean {
  const { sessionKey, tabId, seq } = other;
  return one.seq === seq && one.tabId === tabId && one.sessionKey === sessionKey;
}
