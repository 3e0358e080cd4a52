/** Puts the guards together: what is recorded, what is dropped, and what that costs the page. */

import type { Bridge } from "../bridge";
import * as EventType from "../eventTypes";
import { guarded } from "../guarded";
import { CALM_MS, RESYNC_MS } from "../limits";
import type { RecordedEvent } from "./events";
import { openGate } from "./gate";
import { forgetRest, isRest, type Keeper, keep } from "./intake";
import { DEGRADED, openLadder, type Step } from "./ladder";
import { openMeter } from "./meter";
import { whenPaused } from "./pause";
import { CUSTOM } from "./scrub";

/** rrweb's sources of increments. */
const MOVEMENT = new Set([1, 6, 12]);
const INPUT = new Set([1, 2, 3, 5, 6, 12]);
const PAGE = new Set([0, 8, 13, 15]);
const MUTATION = 0;

export interface Protection {
  mayRecord(event: RecordedEvent): boolean;
  /** Count an event of so many bytes; false when it must not be handed on, as it is too much. */
  mayPass(event: RecordedEvent, bytes: number): boolean;
  /** Do something of the recorder's, and measure it. */
  measure<Result>(work: () => Result): Result;
  /** Take a full snapshot; returns how many milliseconds that took. */
  snapshot(take: () => void): number;
  /** True while changes of the page are being dropped. */
  isBehind(): boolean;
  /** How long the next full snapshot has to wait; not above 0 when it has not. */
  waitMs(): number;
  /** Tell what recording has cost, also when it is little. */
  tell(): void;
  stop(): void;
}

/** `resync` takes a full snapshot, `record` puts an event of our own into the recording. */
export function protectPage(
  bridge: Bridge,
  resync: () => void,
  record: (event: RecordedEvent) => void,
): Protection {
  const clock = () => performance.now();
  const gate = openGate(clock());
  const ladder = openLadder(clock());
  let isSnapshot = false;
  let isResyncPlanned = false;
  const meter = openMeter(clock, (durationMs, now) => {
    // Full snapshots are rare, and rules of their own keep them so.
    if (!isSnapshot) follow(ladder.onWork(durationMs, now));
    tell(false);
  });

  const keeper: Keeper = { mayTake, measure: meter.measure, onLost };
  keep(keeper);

  function tell(isLast: boolean): void {
    const cost = meter.take(isLast);
    if (cost) bridge.onCost(JSON.stringify({ at: Date.now(), ...cost }));
  }
  function follow(step: Step | null): void {
    if (!step) return;
    record({ type: CUSTOM, timestamp: Date.now(), data: { tag: DEGRADED, payload: step } });
    if (step.level !== "stopped") return;
    tell(true);
    // Not from inside of rrweb, which is at work.
    setTimeout(guarded(() => bridge.onEnd("too-costly")));
  }
  function isFrozen(): boolean {
    const level = ladder.level();
    return level === "interactions-only" || level === "stopped";
  }
  function mayTake(): boolean {
    if (isFrozen()) return false;
    const isOpen = gate.isOpen(clock());
    if (!isOpen) onLost();
    return isOpen;
  }
  function onLost(): void {
    gate.onDropped(clock());
    planResync();
  }
  function planResync(): void {
    if (isResyncPlanned || gate.isUnattended(clock())) return;
    isResyncPlanned = true;
    setTimeout(guarded(lookForCalm), CALM_MS);
  }
  function lookForCalm(): void {
    isResyncPlanned = false;
    if (!gate.isBehind() || isFrozen()) return;
    if (document.visibilityState === "visible" && gate.isResyncDue(clock()))
      whenPaused(catchUp, RESYNC_MS);
    else planResync();
  }
  function catchUp(): void {
    if (!gate.isBehind()) return;
    follow(ladder.onResync(document.getElementsByTagName("*").length, clock()));
    if (!isFrozen()) resync();
  }
  function onInput(): void {
    gate.onInput(clock());
    if (gate.isBehind()) planResync();
  }

  return {
    mayRecord({ type, data }) {
      if (type !== EventType.incrementalSnapshot) return true;
      const { source } = data as { source: number };
      if (INPUT.has(source)) onInput();
      if (ladder.level() === "stopped") return false;
      if (MOVEMENT.has(source)) return ladder.level() === "full";
      if (!PAGE.has(source)) return true;
      // Changes of elements were let in already, before rrweb serialised them.
      return source === MUTATION ? !isFrozen() : mayTake();
    },
    mayPass({ type, data }, bytes) {
      meter.onBytes(bytes);
      const isPageChange = PAGE.has((data as { source?: number }).source ?? -1);
      if (type === EventType.incrementalSnapshot && isPageChange) {
        gate.onRecorded(bytes, isRest(), clock());
      }
      follow(ladder.onBytes(bytes));
      return type === CUSTOM || ladder.level() !== "stopped";
    },
    measure: meter.measure,
    snapshot(take) {
      forgetRest();
      const begin = clock();
      isSnapshot = true;
      try {
        meter.measure(take);
      } finally {
        isSnapshot = false;
      }
      const duration = clock() - begin;
      gate.onFullSnapshot(duration, clock());
      meter.onFullSnapshot(duration, document.getElementsByTagName("*").length);
      return duration;
    },
    isBehind: gate.isBehind,
    waitMs: () => gate.waitMs(clock()),
    tell: () => tell(true),
    stop: () => keep(undefined),
  };
}
