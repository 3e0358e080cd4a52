/** Brings batches to the server: in order, one at a time, until each is acknowledged. */

import { guarded } from "./guarded";
import { pack } from "./gzip";
import { ANSWER_MS, LEAVING_BYTES, REFUSALS_MAX } from "./limits";
import { openQueue, type Queue } from "./queue";
import { retryDelay } from "./retry";
import { type Batch, bodyOf, type Sender } from "./wire";

export interface Delivery {
  /** Take over a batch; one that waits already is not taken twice. */
  send(batch: Batch): void;
  /** Hand over what waits now, because the page may be gone the next moment; returns the rest. */
  leave(): Batch[];
  /** The page came back: what was handed over without an answer is sent again. */
  resume(): void;
  /** Try again at once: the network is back. */
  retryNow(): void;
  /** True after recorded events had to be thrown away: only a new full snapshot helps. */
  hasGap(): boolean;
}

export interface DeliveryOptions {
  readonly url: string;
  readonly sender: Sender;
  /** The gap is over: record again from a new full snapshot. */
  onRecovered(): void;
  /** The server does not want this page's data: stop for good. */
  onRefused(): void;
}

export function openDelivery(options: DeliveryOptions): Delivery {
  const post = openPost(options);
  const queue = openQueue();
  let isBusy = false;
  let isStopped = false;
  let isGap = false;
  let failures = 0;
  let refusals = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function pump(): void {
    const [batch] = queue.waiting();
    if (!batch || isBusy || isStopped || timer !== undefined) return;
    isBusy = true;
    const answered = guarded((response: Response | null) => {
      isBusy = false;
      settle(batch, response);
      pump();
    });
    post(batch).then(answered, () => answered(null));
  }

  function settle(batch: Batch, response: Response | null): void {
    const status = response?.status ?? 0;
    // Only the server itself says 202: the log-in page of a hotel's network says 200 to everything.
    if (status === 202) acknowledge(batch);
    else if (status >= 400 && status < 500 && status !== 408 && status !== 429) refuse(batch);
    else waitFor(retryDelay(failures, response?.headers.get("Retry-After") ?? null));
  }

  function acknowledge(batch: Batch): void {
    failures = 0;
    queue.forget(batch);
    if (isGap) recover();
  }

  function waitFor(delay: number): void {
    failures += 1;
    timer = setTimeout(guarded(retryNow), delay);
  }

  /** Another try would be refused as well. A lost batch breaks the recording, so it begins anew. */
  function refuse(batch: Batch): void {
    refusals += 1;
    queue.forget(batch);
    if (refusals === REFUSALS_MAX) {
      isStopped = true;
      options.onRefused();
    } else if (batch.parts.events.length) recover();
  }

  function recover(): void {
    isGap = false;
    options.onRecovered();
  }

  function retryNow(): void {
    clearTimeout(timer);
    timer = undefined;
    pump();
  }

  return {
    send(batch) {
      if (isStopped) return;
      queue.add(batch);
      isGap ||= queue.isTooLarge();
      // While there is a gap, later events are worth nothing: what they build on is lost.
      if (isGap) queue.dropEvents();
      pump();
    },
    leave: () => (isStopped ? [] : handOver(queue, options)),
    resume() {
      queue.takeBack();
      retryNow();
    },
    retryNow: guarded(retryNow),
    hasGap: () => isGap,
  };
}

type Address = Pick<DeliveryOptions, "url" | "sender">;

/** One attempt to send one batch; rejects when no answer comes. */
function openPost({ url, sender }: Address): (batch: Batch) => Promise<Response> {
  // Taken at the start: pages replace fetch by their own, and we must not appear in their logs.
  const request = fetch.bind(globalThis);

  return async (batch) => {
    const { content, isGzip } = await pack(bodyOf(batch, sender, Date.now()));
    const response = await request(isGzip ? `${url}?encoding=gzip` : url, {
      method: "POST",
      body: content,
      // No preflight and no cookie: a simple request, and nothing the visitor is known by.
      headers: { "Content-Type": "text/plain" },
      credentials: "omit",
      referrerPolicy: "origin",
      signal: AbortSignal.timeout?.(ANSWER_MS) ?? null,
    });
    // An answer that nobody reads keeps its connection busy.
    await response.arrayBuffer();
    return response;
  };
}

/** Give beacons what they can carry, oldest first; returns the rest. */
function handOver(queue: Queue, { url, sender }: Address): Batch[] {
  let room = LEAVING_BYTES;
  return queue.waiting().filter((batch) => {
    const body = new Blob([bodyOf(batch, sender, Date.now())], { type: "text/plain" });
    if (body.size > room || !navigator.sendBeacon(url, body)) return true;
    room -= body.size;
    queue.handOver(batch);
    return false;
  });
}
