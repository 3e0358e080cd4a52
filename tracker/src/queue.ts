/** The batches that wait for their acknowledgement, in order and within bounds. */

import { type Batch, isSame } from "./wire";

export interface Queue {
  /** Take a batch; one that waits already is not taken twice. */
  add(batch: Batch): void;
  /** All that is not acknowledged. */
  all(): Batch[];
  /** The batches that nobody carries yet. */
  waiting(): Batch[];
  /** A beacon carries the batch: nothing will be heard of it, so it stays until it is taken back. */
  handOver(batch: Batch): void;
  takeBack(): void;
  /** The batch was acknowledged, or is given up, or others stand in its place. */
  forget(batch: Batch, ...others: Batch[]): void;
  /** Let these take the place of all. */
  replace(rest: Batch[]): void;
}

export function openQueue(): Queue {
  let batches: Batch[] = [];
  const carried = new Set<Batch>();

  return {
    add(batch) {
      if (!batches.some((other) => isSame(other, batch))) batches.push(batch);
    },
    all: () => batches,
    waiting: () => batches.filter((batch) => !carried.has(batch)),
    handOver: (batch) => void carried.add(batch),
    takeBack: () => carried.clear(),
    forget(batch, ...others) {
      carried.delete(batch);
      batches = batches.flatMap((other) => (isSame(other, batch) ? others : [other]));
    },
    replace(rest) {
      batches = rest;
    },
  };
}
