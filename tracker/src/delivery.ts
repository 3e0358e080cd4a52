/** Brings batches to the server: in order, one at a time, until each is acknowledged. */

import { guarded } from "./guarded";
import { LEAVING_BYTES, STUCK_BATCHES } from "./limits";
import type { Answer } from "./post";
import { openQueue } from "./queue";
import { type Lifeline, PAUSE, type Rescue } from "./rescue/bridge";
import type { Batch } from "./wire";

export interface Delivery {
  /** Take over a batch; one that waits already is not taken twice. */
  send(batch: Batch): void;
  /**
   * Hand over what waits now, because the page may be gone the next moment. Returns all that is not
   * acknowledged, also what beacons carry: nothing will be heard of them.
   */
  leave(): Batch[];
  /** The page is left: another page may now send for its tab. */
  release(): void;
  /** The page came back: what was handed over without an answer is sent again. */
  resume(): void;
  /** Try again soon: the network is back. */
  retryNow(): void;
  /** True after recorded events had to be thrown away: only a new full snapshot helps. */
  hasGap(): boolean;
  /** Let `rescue.js`, once it is loaded, find this delivery. */
  callForRescue(): void;
}

export type DeliveryOptions = Omit<Lifeline, "queue" | "pump" | "stop" | "attach">;

export function openDelivery(options: DeliveryOptions): Delivery {
  const { post } = options;
  const queue = openQueue();
  let rescue: Rescue | undefined;
  let isBusy = false;
  let isStopped = false;
  let isLeft = false;
  /** True while nothing can be done without the rescue: the server was in trouble before, or is. */
  let isStuck = options.own.read(PAUSE) !== null;
  let failed: Parameters<Rescue["onFailed"]> | undefined;

  function pump(): void {
    const batch = queue.waiting()[0] ?? rescue?.inherited();
    if (!batch || isBusy || isStopped || isStuck || rescue?.mustWait()) return;
    isBusy = true;
    rescue?.onSending();
    const answered = guarded((response: Answer | null) => {
      isBusy = false;
      // The browser itself ends what is on its way when a page is left: no server is in trouble.
      if (isLeft && !response) return;
      settle(batch, response);
      pump();
    });
    post.send(batch).then(answered, () => answered(null));
  }

  function settle(batch: Batch, response: Answer | null): void {
    // Only the server itself says 202: the log-in page of a hotel's network says 200 to everything.
    if (response?.status === 202) {
      queue.forget(batch);
      rescue?.onStored(batch);
    } else if (rescue) rescue.onFailed(batch, response);
    else {
      isStuck = true;
      failed = [batch, response];
    }
  }

  function attach(loaded: Rescue): void {
    rescue = loaded;
    post.compressBy(loaded.compress);
    isStuck = false;
    if (failed) loaded.onFailed(...failed);
    loaded.onQueued();
    pump();
  }

  function retryNow(): void {
    if (rescue) rescue.retryNow();
    else pump();
  }

  return {
    send(batch) {
      // Where the rescue never comes, memory must be bounded all the same.
      if (isStopped || (isStuck && queue.all().length >= STUCK_BATCHES)) return;
      queue.add(batch);
      rescue?.onQueued();
      pump();
    },
    leave() {
      if (isStopped) return [];
      let room = LEAVING_BYTES;
      // A server in trouble must not be pressed: what waits is stored.
      for (const batch of isStuck || rescue?.isUncertain() ? [] : queue.waiting()) {
        const size = post.beacon(batch, room);
        room -= size;
        if (size) queue.handOver(batch);
      }
      rescue?.onLeaving();
      return queue.all();
    },
    release() {
      isLeft = true;
      rescue?.release();
    },
    resume() {
      isLeft = false;
      queue.takeBack();
      retryNow();
    },
    retryNow: guarded(retryNow),
    hasGap: () => rescue?.hasGap() === true,
    callForRescue() {
      window.__pagepulseRescue = {
        ...options,
        queue,
        pump,
        attach,
        stop() {
          isStopped = true;
        },
      };
    },
  };
}
