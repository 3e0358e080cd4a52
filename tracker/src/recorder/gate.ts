/** Decides when changes of the page are not taken, and when a full snapshot makes up for them. */

import {
  CALM_MS,
  MUTATION_BURST_BYTES,
  MUTATION_BYTES_PER_SECOND,
  RESYNC_MS,
  SNAPSHOT_SHARE,
  UNATTENDED_MS,
} from "../limits";
import { openBucket } from "./bucket";

export interface Gate {
  /** False while changes of the page are dropped. */
  isOpen(now: number): boolean;
  /** So many bytes of changes were recorded; `isRest`: they continue what was paid for. */
  onRecorded(bytes: number, isRest: boolean, now: number): void;
  /** A change was dropped: what follows means nothing before a full snapshot. */
  onDropped(now: number): void;
  /** The visitor did something. */
  onInput(now: number): void;
  /** Nobody seems to look at the page. */
  isUnattended(now: number): boolean;
  /** A full snapshot that took so long has just been taken. */
  onFullSnapshot(durationMs: number, now: number): void;
  /** How long the next full snapshot has to wait, whoever wants it. */
  waitMs(now: number): number;
  /** Something was dropped, and has to be made up for some time. */
  isBehind(): boolean;
  /** The time for that full snapshot has come. */
  isResyncDue(now: number): boolean;
}

/** Times in milliseconds, of a clock that never jumps. */
export function openGate(begin: number): Gate {
  const bytes = openBucket(MUTATION_BURST_BYTES, MUTATION_BYTES_PER_SECOND);
  let inputAt = begin;
  let snapshotAt = begin;
  let lastedMs = 0;
  let droppedAt: number | null = null;
  const waitMs = (now: number): number => snapshotAt + lastedMs / SNAPSHOT_SHARE - now;
  const isUnattended = (now: number): boolean => now - inputAt > UNATTENDED_MS;

  return {
    isOpen(now) {
      // Once behind, every further change is lost as well: it may build on what was dropped.
      return droppedAt === null && bytes.hasAny(now) && !isUnattended(now);
    },
    // One great change is not held against what comes after it.
    onRecorded: (size, isRest, now) => bytes.spend(size, now, isRest ? 0 : undefined),
    onDropped(now) {
      droppedAt = now;
    },
    onInput(now) {
      inputAt = now;
    },
    waitMs,
    onFullSnapshot(durationMs, now) {
      snapshotAt = now;
      lastedMs = durationMs;
      droppedAt = null;
    },
    isUnattended,
    isBehind: () => droppedAt !== null,
    isResyncDue(now) {
      if (droppedAt === null || isUnattended(now)) return false;
      if (now - snapshotAt < RESYNC_MS || waitMs(now) > 0) return false;
      return now - droppedAt >= CALM_MS || bytes.isFull(now);
    },
  };
}
