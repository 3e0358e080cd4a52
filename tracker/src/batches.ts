/** Collects what the page and its visitor do, and cuts it into batches. */

import { BATCH_BYTES, BATCH_PARTS, FLUSH_BYTES, FLUSH_MS } from "./limits";
import type { Batch, PartKind } from "./wire";

/** A part is JSON already, or an object that may still change until the batch is cut. */
type Part = { readonly kind: PartKind; readonly value: string | object };

export interface Batches {
  /** Keep one part; the batch leaves after two seconds, or sooner when it is large. */
  add(kind: PartKind, value: string | object): void;
  /** Close the open batch and hand it on. */
  cut(): void;
}

/** `place` names a batch when it is cut; `deliver` takes it over. */
export function collectBatches(
  place: () => Omit<Batch, "parts">,
  deliver: (batch: Batch) => void,
): Batches {
  let parts: Part[] = [];
  let size = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function cut(): void {
    clearTimeout(timer);
    timer = undefined;
    if (!parts.length) return;
    const batch = { ...place(), parts: sortParts(parts) };
    parts = [];
    size = 0;
    deliver(batch);
  }

  return {
    add(kind, value) {
      const length = typeof value === "string" ? value.length : 0;
      if (parts.length >= BATCH_PARTS || size + length > BATCH_BYTES) cut();
      parts.push({ kind, value });
      size += length;
      if (size >= FLUSH_BYTES) cut();
      // A timer only while something waits: a page at rest costs nothing.
      else timer ??= setTimeout(cut, FLUSH_MS);
    },
    cut,
  };
}

function sortParts(parts: Part[]): Batch["parts"] {
  const sorted: Batch["parts"] = { pageViews: [], customEvents: [], errors: [], events: [] };
  for (const { kind, value } of parts) {
    sorted[kind].push(typeof value === "string" ? value : JSON.stringify(value));
  }
  return sorted;
}
