/** What the delivery needs when something goes wrong, and compression. */

import { guarded } from "../guarded";
import { QUEUE_BYTES, REFUSALS_MAX, SLOW_MS } from "../limits";
import { type Batch, isSame, sizeOf } from "../wire";
import type { Archive } from "./archive";
import type { Lifeline, Rescue } from "./bridge";
import { openCompress } from "./compress";
import { openPause } from "./pause";
import { dropEvents, shrink } from "./shrink";

export function openRescue(lifeline: Lifeline, archive: Archive): Rescue {
  const { queue, own, hasWorker } = lifeline;
  const pause = openPause(own);
  /** What closed tabs left. */
  let inherited: Batch[] = [];
  let isUncertain = pause.isFailing();
  let isGap = false;
  let refusals = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let slow: ReturnType<typeof setTimeout> | undefined;

  /** The server does not answer as it should: what waits must outlast the tab. */
  function secure(): void {
    isUncertain = true;
    archive.keep(queue.all());
  }

  function replace(batch: Batch, ...others: Batch[]): void {
    queue.forget(batch, ...others);
    inherited = inherited.filter((other) => !isSame(other, batch));
    archive.forget([batch]);
    if (isUncertain) archive.keep(others);
  }

  /** In halves, and what cannot be halved without its recorded events. */
  function cut(batch: Batch): void {
    const rest = shrink(batch, () => lifeline.renumber(batch));
    replace(batch, ...rest);
    if (rest.length < 2) lose(batch);
  }

  /** Another try would be refused as well. */
  function refuse(batch: Batch): void {
    replace(batch);
    if (refusals + 1 >= REFUSALS_MAX) lifeline.stop();
    lose(batch);
  }

  /** A lost batch breaks the recording, so it begins anew; but not for ever. */
  function lose(batch: Batch): void {
    refusals += 1;
    if (refusals === REFUSALS_MAX) lifeline.onRefused();
    else if (batch.parts.events?.length) lifeline.onLost();
  }

  function makeRoom(): void {
    const before = queue.all();
    const { rest, isAll } = dropEvents(before);
    // While there is a gap, later events are worth nothing: what they build on is lost.
    isGap ||= isAll;
    queue.replace(rest);
    archive.forget(before.filter((batch) => !rest.some((other) => isSame(other, batch))));
  }

  /** A single batch is never too large: it may be a full snapshot, which has to go as it is. */
  function isTooLarge(): boolean {
    return queue.all().length > 1 && sizeOf(queue.all()) > QUEUE_BYTES;
  }

  function goOn(): void {
    clearTimeout(waiting);
    waiting = undefined;
    lifeline.pump();
  }

  if (isUncertain) secure();
  archive.inherit(
    guarded((batches) => {
      inherited.push(...batches);
      lifeline.pump();
    }),
  );

  return {
    compress: openCompress(hasWorker),
    isUncertain: () => isUncertain,
    hasGap: () => isGap,
    inherited: () => inherited[0],
    mustWait() {
      const delay = pause.left();
      if (delay) waiting ??= setTimeout(guarded(goOn), delay);
      return delay > 0;
    },
    onQueued() {
      if (isGap || isTooLarge()) makeRoom();
      if (isUncertain) secure();
    },
    onSending() {
      slow = setTimeout(guarded(secure), SLOW_MS);
    },
    onStored(batch) {
      clearTimeout(slow);
      pause.end();
      isUncertain = false;
      replace(batch);
      if (isGap) lifeline.onLost();
      isGap = false;
    },
    onFailed(batch, response) {
      clearTimeout(slow);
      const status = response?.status ?? 0;
      const retryAfter = response?.headers.get("Retry-After") ?? null;
      if (status < 400 || status >= 500 || status === 408 || status === 429) {
        pause.fail(retryAfter);
        secure();
      } else {
        pause.slowDown(retryAfter);
        if (status === 413) cut(batch);
        else refuse(batch);
      }
    },
    onLeaving: () => archive.keep(queue.waiting()),
    release: archive.release,
    retryNow() {
      pause.shorten();
      goOn();
    },
  };
}
