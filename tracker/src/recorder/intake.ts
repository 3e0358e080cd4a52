/**
 * Stands between the browser's mutation observers and rrweb, whose build is changed to call it.
 *
 * rrweb serialises all new elements at once, however many. Here it does so in slices: what waits
 * stays in rrweb's own set of new nodes, which is read from the page whenever its turn comes, just as
 * if the changes had happened a moment later.
 */

import { guarded } from "../guarded";
import { ATTRIBUTE_HOLD_MS, SLICE_MS, SLICE_WAIT_MS, SPLIT_NODES } from "../limits";
import { watchAttributes } from "./attributeFlood";
import { whenPaused } from "./pause";

/** What is used of rrweb's collector of changes. */
export interface MutationBuffer {
  readonly addedSet: Set<Node>;
  readonly mirror: { removeNodeFromMap(node: Node): void };
  processMutation(record: MutationRecord): void;
  /** Serialise what was collected, until the slice is over. */
  emit(): void;
}

/** Who decides what is taken, and measures it. */
export interface Keeper {
  /** False while the changes of the page are dropped. */
  mayTake(): boolean;
  measure<Result>(work: () => Result): Result;
  /** rrweb failed: what it collected is lost. */
  onLost(): void;
}

let keeper: Keeper | undefined;
let sliceEnd = Number.POSITIVE_INFINITY;
let isContinuing = false;
let isPlanned = false;
/** Who has something left to do: first the records, in their order, and only then the new nodes. */
const behind = new Map<MutationBuffer, MutationRecord[]>();
/** Style elements of the change that is still being serialised: rrweb took their text with them. */
export const takenStyles = new Set<number>();

/** Let somebody decide from now on; nobody: nothing is taken. */
export function keep(by: Keeper | undefined): void {
  keeper = by;
  if (!by) forgetRest();
}

/** True while the rest of an earlier change is serialised. */
export function isRest(): boolean {
  return isContinuing;
}

/** A full snapshot is about to hold all that still waits; or nobody wants it any more. */
export function forgetRest(): void {
  for (const [buffer, records] of behind) {
    buffer.addedSet.clear();
    forget(buffer, records);
  }
  behind.clear();
  takenStyles.clear();
}

/** Nodes that are gone must not be kept in memory, although nobody records that they went. */
function forget({ mirror }: MutationBuffer, records: readonly MutationRecord[]): void {
  for (const { removedNodes } of records) {
    removedNodes.forEach((node) => void mirror.removeNodeFromMap(node));
  }
}

/** Called by rrweb around each of its own callbacks. */
export function measured<Result>(work: () => Result): Result {
  return keeper ? keeper.measure(work) : work();
}

/** Called by rrweb before each new node: true when the rest has to wait. */
export function isSliceOver(): boolean {
  return performance.now() > sliceEnd;
}

/** Called by rrweb for each part of the page that it observes. */
export function guardMutations(buffer: MutationBuffer): (records: MutationRecord[]) => void {
  const flood = watchAttributes<MutationRecord>();
  let isReleasing = false;

  const release = guarded(() => {
    isReleasing = false;
    const records = flood.release();
    if (keeper?.mayTake()) take(buffer, records);
  });

  return (records) => {
    if (!keeper?.mayTake()) {
      flood.release();
      forgetRest();
      forget(buffer, records);
      return;
    }
    take(buffer, flood.thin(records, performance.now()));
    if (!flood.isHolding() || isReleasing) return;
    isReleasing = true;
    setTimeout(release, ATTRIBUTE_HOLD_MS);
  };
}

function take(buffer: MutationBuffer, records: readonly MutationRecord[]): void {
  const waiting = behind.get(buffer) ?? [];
  for (const record of records) waiting.push(...splitRecord(record));
  if (!waiting.length) return;
  behind.set(buffer, waiting);
  // Only the first slice is work of the moment at which the page changes.
  if (!isPlanned) measured(() => workOn(buffer, waiting));
}

/** One record of very many new nodes as several. */
export function splitRecord(record: MutationRecord): MutationRecord[] {
  const { addedNodes, target } = record;
  if (addedNodes.length <= SPLIT_NODES) return [record];
  const parts: MutationRecord[] = [];
  for (let begin = 0; begin < addedNodes.length; begin += SPLIT_NODES) {
    const some = Array.from(addedNodes).slice(begin, begin + SPLIT_NODES);
    parts.push({ type: "childList", target, addedNodes: some, removedNodes: [] } as never);
  }
  // What went is told last, as in the whole record.
  return [...parts, { ...parts[0], addedNodes: [], removedNodes: record.removedNodes } as never];
}

/** rrweb reads the page when it serialises, so it must have heard of all changes before. */
function workOn(buffer: MutationBuffer, records: MutationRecord[]): void {
  sliceEnd = performance.now() + SLICE_MS;
  try {
    let done = 0;
    while (done < records.length && !isSliceOver()) {
      buffer.processMutation(records[done++] as MutationRecord);
    }
    records.splice(0, done);
    if (!records.length) buffer.emit();
  } catch {
    forgetRest();
    keeper?.onLost();
  }
  sliceEnd = Number.POSITIVE_INFINITY;
  if (!records.length && !buffer.addedSet.size) behind.delete(buffer);
  if (behind.size) plan();
  else takenStyles.clear();
}

function plan(): void {
  if (isPlanned) return;
  isPlanned = true;
  whenPaused(() => {
    isPlanned = false;
    const [next] = behind;
    if (!next) return;
    isContinuing = true;
    measured(() => workOn(...next));
    isContinuing = false;
  }, SLICE_WAIT_MS);
}
