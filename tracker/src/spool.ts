/** Batches that a page could not hand over in time wait here for the next page of the same tab. */

import { SPOOL_BYTES } from "./limits";
import type { Store } from "./storage";
import { type Batch, isBatch, sizeOf } from "./wire";

const NAME = "spool";

/** Keep what fits; a lost batch is a visible gap, a full storage would break the host's own use. */
export function spool(store: Store, batches: readonly Batch[]): void {
  let room = SPOOL_BYTES;
  const kept = batches.filter((batch) => {
    room -= sizeOf([batch]);
    return room >= 0;
  });
  if (kept.length) store.write(NAME, kept);
}

/** Take what the page before left behind, once. */
export function unspool(store: Store): Batch[] {
  const batches = store.read<Batch[]>(NAME);
  store.remove(NAME);
  return Array.isArray(batches) ? batches.filter(isBatch) : [];
}
