/** What becomes of batches that are too large: for the server, or all together for memory. */

import { QUEUE_BYTES } from "../limits";
import { addPart, type Batch, type PartKind, sizeOf, startOfRecording } from "../wire";

/**
 * Cut a batch in two of about the same size. The first half keeps its number, the second gets
 * `number`. What cannot be halved, or when there is no number, loses its recorded events; nothing
 * is returned when nothing is left.
 */
export function shrink(batch: Batch, number: () => number | null): Batch[] {
  const isSingle = Object.values(batch.parts).flat().length < 2;
  const seq = isSingle ? null : number();
  if (seq !== null) return halve(batch, seq);
  const rest = withEvents(batch, Infinity);
  return batch.parts.events?.length && sizeOf([rest]) ? [rest] : [];
}

function halve(batch: Batch, seq: number): Batch[] {
  const half = sizeOf([batch]) / 2;
  const first = empty(batch, batch.seq);
  const second = empty(batch, seq);
  let size = 0;
  for (const [kind, texts] of Object.entries(batch.parts)) {
    for (const text of texts) {
      const target = size && size + text.length > half ? second : first;
      addPart(target.parts, kind as PartKind, text);
      size += text.length;
    }
  }
  return [first, second];
}

function empty(batch: Batch, seq: number): Batch {
  return { ...batch, seq, parts: {} };
}

/**
 * Drop the oldest recorded events up to a full snapshot from which the rest fits: what follows it
 * needs nothing before it. Where no such snapshot waits, all recorded events go.
 *
 * A batch of events alone goes as a whole, so that the server sees the hole in its numbers; only
 * when nothing else is left, the first stays to find out when the server is back.
 */
export function dropEvents(batches: readonly Batch[]): { rest: Batch[]; isAll: boolean } {
  const start = batches.findIndex(
    (batch, place) =>
      place > 0 && startOfRecording(batch) >= 0 && sizeOf(batches.slice(place)) <= QUEUE_BYTES,
  );
  const isAll = start < 0;
  const rest = batches.flatMap((batch, place) => {
    if (!isAll && place > start) return [batch];
    const kept = withEvents(batch, place === start ? startOfRecording(batch) : Infinity);
    return sizeOf([kept]) || (isAll && !place) ? [kept] : [];
  });
  return { rest, isAll };
}

/** The batch with its events from this one on. */
function withEvents(batch: Batch, first: number): Batch {
  const events = (batch.parts.events ?? []).slice(first);
  return { ...batch, parts: { ...batch.parts, events } };
}
