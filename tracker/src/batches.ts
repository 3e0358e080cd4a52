/** Collects what the page and its visitor do, and cuts it into batches. */

import { guarded } from "./guarded";
import { BATCH_BYTES, BATCH_PARTS, FLUSH_BYTES, FLUSH_MS } from "./limits";
import { addPart, type Batch, type PartKind, type Parts } from "./wire";

export interface Batches {
  /** Keep one part, as JSON; the batch leaves after two seconds, or sooner when it is large. */
  add(kind: PartKind, json: string): void;
  /** Close the open batch and hand it on. */
  cut(): void;
}

/** `place` names a batch when it is cut; `deliver` takes it over. */
export function collectBatches(
  place: () => Omit<Batch, "parts">,
  deliver: (batch: Batch) => void,
): Batches {
  let parts: Parts = {};
  let count = 0;
  let size = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function cut(): void {
    clearTimeout(timer);
    timer = undefined;
    if (!count) return;
    const batch = { ...place(), parts };
    parts = {};
    count = 0;
    size = 0;
    deliver(batch);
  }

  return {
    add(kind, json) {
      if (count >= BATCH_PARTS || size + json.length > BATCH_BYTES) cut();
      addPart(parts, kind, json);
      count += 1;
      size += json.length;
      if (size >= FLUSH_BYTES) cut();
      // A timer only while something waits: a page at rest costs nothing.
      else timer ??= setTimeout(guarded(cut), FLUSH_MS);
    },
    cut,
  };
}
