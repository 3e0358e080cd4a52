/** Brings batches to the server: in order, one at a time, until each is acknowledged. */

import type { Archive, Depot } from "./bridge";
import { guarded } from "./guarded";
import { LEAVING_BYTES, REFUSALS_MAX, SLOW_MS } from "./limits";
import type { Post } from "./post";
import { openQueue } from "./queue";
import type { Pause } from "./retry";
import { type Batch, isSame } from "./wire";

export interface Delivery {
  /** Take over a batch; one that waits already is not taken twice. */
  send(batch: Batch): void;
  /**
   * Hand over what waits now, because the page may be gone the next moment. Returns all that is not
   * acknowledged, also what beacons carry: nothing will be heard of them.
   */
  leave(): Batch[];
  /** The page is left: another page may now send what is kept for its tab. */
  release(): void;
  /** The page came back: what was handed over without an answer is sent again. */
  resume(): void;
  /** Try again soon: the network is back. */
  retryNow(): void;
  /** From now on what waits outlasts the tab, and what closed tabs left is sent. */
  attach(depot: Depot, archive: Archive): void;
  /** True after recorded events had to be thrown away: only a new full snapshot helps. */
  hasGap(): boolean;
}

export interface DeliveryOptions {
  readonly post: Post;
  readonly pause: Pause;
  /** Another number for a part of a batch; null when the batch is not of this tab and session. */
  renumber(batch: Batch): number | null;
  /** The gap is over: record again from a new full snapshot. */
  onRecovered(): void;
  /** The server does not want this page's recording: stop it for good. */
  onRefused(): void;
}

/** Statuses that may be others the next time; 413 when the recorder is there, which can halve. */
const LATER = new Set([408, 413, 429]);

export function openDelivery(options: DeliveryOptions): Delivery {
  const { post, pause } = options;
  const queue = openQueue();
  let depot: Depot | undefined;
  let archive: Archive | undefined;
  /** What closed tabs left; it waits until nothing of this page does. */
  let inherited: Batch[] = [];
  let isBusy = false;
  /** True from a failed or slow attempt until the next acknowledgement. */
  let isUncertain = pause.isFailing();
  let isStopped = false;
  let isGap = false;
  let refusals = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function pump(): void {
    const batch = queue.waiting()[0] ?? inherited[0];
    if (!batch || isBusy || isStopped || timer !== undefined) return;
    const delay = pause.left();
    if (delay) {
      timer = setTimeout(guarded(goOn), delay);
      return;
    }
    isBusy = true;
    const slow = setTimeout(guarded(secure), SLOW_MS);
    const answered = guarded((response: Response | null) => {
      isBusy = false;
      clearTimeout(slow);
      settle(batch, response);
      pump();
    });
    post.send(batch).then(answered, () => answered(null));
  }

  /** The wait is over, or is to be looked at again. */
  function goOn(): void {
    clearTimeout(timer);
    timer = undefined;
    pump();
  }

  /** The server does not answer: what waits must outlast the tab. */
  function secure(): void {
    isUncertain = true;
    archive?.keep(queue.all());
  }

  function settle(batch: Batch, response: Response | null): void {
    const status = response?.status ?? 0;
    const retryAfter = response?.headers.get("Retry-After") ?? null;
    // Only the server itself says 202: the log-in page of a hotel's network says 200 to everything.
    if (status === 202) {
      pause.end();
      isUncertain = false;
      forget(batch);
      if (isGap) recover();
    } else if (status === 413 && depot) {
      pause.slowDown(retryAfter);
      shrink(batch, depot);
    } else if (status >= 400 && status < 500 && !LATER.has(status)) {
      pause.slowDown(retryAfter);
      refuse(batch);
    } else {
      pause.fail(retryAfter);
      secure();
    }
  }

  function forget(batch: Batch, ...others: Batch[]): void {
    queue.forget(batch, ...others);
    inherited = inherited.filter((other) => !isSame(other, batch));
    archive?.forget([batch]);
    if (isUncertain) archive?.keep(others);
  }

  function shrink(batch: Batch, loaded: Depot): void {
    const rest = loaded.shrink(batch, () => options.renumber(batch));
    forget(batch, ...rest);
    if (rest.length < 2) lose(batch);
  }

  /** Another try would be refused as well. */
  function refuse(batch: Batch): void {
    forget(batch);
    isStopped = refusals + 1 >= REFUSALS_MAX;
    lose(batch);
  }

  /** A lost batch breaks the recording, so it begins anew; but not for ever. */
  function lose(batch: Batch): void {
    refusals += 1;
    if (refusals === REFUSALS_MAX) options.onRefused();
    else if (batch.parts.events.length) recover();
  }

  function recover(): void {
    isGap = false;
    options.onRecovered();
  }

  function makeRoom({ dropEvents }: Depot): void {
    const before = queue.all();
    const { rest, isAll } = dropEvents(before);
    // While there is a gap, later events are worth nothing: what they build on is lost.
    isGap ||= isAll;
    queue.replace(rest);
    archive?.forget(before.filter((batch) => !rest.some((other) => isSame(other, batch))));
  }

  return {
    send(batch) {
      if (isStopped) return;
      queue.add(batch);
      if (depot && (isGap || queue.isTooLarge())) makeRoom(depot);
      if (isUncertain) secure();
      pump();
    },
    leave() {
      if (isStopped) return [];
      let room = LEAVING_BYTES;
      // A server in trouble must not be pressed: what waits is stored.
      for (const batch of isUncertain ? [] : queue.waiting()) {
        const size = post.beacon(batch, room);
        room -= size;
        if (size) queue.handOver(batch);
      }
      archive?.keep(queue.waiting());
      return queue.all();
    },
    release: () => archive?.release(),
    resume() {
      queue.takeBack();
      this.retryNow();
    },
    retryNow: guarded(() => {
      pause.shorten();
      goOn();
    }),
    attach(loaded, opened) {
      depot = loaded;
      archive = opened;
      if (isUncertain) secure();
      archive.inherit(
        guarded((batches) => {
          inherited.push(...batches);
          pump();
        }),
      );
    },
    hasGap: () => isGap,
  };
}
