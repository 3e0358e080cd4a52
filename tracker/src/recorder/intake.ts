/**
 * Stands between the browser's mutation observers and rrweb, whose build is changed to call it.
 *
 * rrweb serialises all new elements at once, however many. Here it does so in slices: what waits
 * stays in rrweb's own set of new nodes, which is read from the page whenever its turn comes, just as
 * if the changes had happened a moment later.
 */

import { guarded } from "../guarded";
import { ATTRIBUTE_HOLD_MS, SLICE_MS, SLICE_WAIT_MS } from "../limits";
import { watchAttributes } from "./attributeFlood";
import { whenPaused } from "./pause";

/** What is used of rrweb's collector of changes. */
export interface MutationBuffer {
  readonly addedSet: Set<Node>;
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
const behind = new Set<MutationBuffer>();
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
  for (const { addedSet } of behind) addedSet.clear();
  behind.clear();
  takenStyles.clear();
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
      return;
    }
    take(buffer, flood.thin(records, performance.now()));
    if (!flood.isHolding() || isReleasing) return;
    isReleasing = true;
    setTimeout(release, ATTRIBUTE_HOLD_MS);
  };
}

function take(buffer: MutationBuffer, records: readonly MutationRecord[]): void {
  if (!records.length) return;
  measured(() => {
    for (const record of records) buffer.processMutation(record);
    emitSlice(buffer);
  });
}

function emitSlice(buffer: MutationBuffer): void {
  sliceEnd = performance.now() + SLICE_MS;
  try {
    buffer.emit();
  } catch {
    buffer.addedSet.clear();
    keeper?.onLost();
  }
  sliceEnd = Number.POSITIVE_INFINITY;
  if (buffer.addedSet.size) behind.add(buffer);
  else behind.delete(buffer);
  if (behind.size) plan();
  else takenStyles.clear();
}

function plan(): void {
  if (isPlanned) return;
  isPlanned = true;
  whenPaused(() => {
    isPlanned = false;
    const [buffer] = behind;
    if (!buffer) return;
    isContinuing = true;
    measured(() => emitSlice(buffer));
    isContinuing = false;
  }, SLICE_WAIT_MS);
}
