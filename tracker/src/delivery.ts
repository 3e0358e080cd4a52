/** Brings batches to the server: in order, one at a time, until each is acknowledged. */

import { guarded } from "./guarded";
import { pack } from "./gzip";
import { ANSWER_MS, LEAVING_BYTES, QUEUE_BYTES, REFUSALS_MAX } from "./limits";
import { retryDelay } from "./retry";
import { type Batch, bodyOf, type Sender, sizeOf } from "./wire";

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
  const { url, sender } = options;
  // Taken at the start: pages replace fetch by their own, and we must not appear in their logs.
  const request = fetch.bind(globalThis);
  let queue: Batch[] = [];
  /** Batches that a beacon carries: never answered, so they stay queued until the page returns. */
  const left = new Set<Batch>();
  let isBusy = false;
  let isStopped = false;
  let isGap = false;
  let failures = 0;
  let refusals = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function attempt(batch: Batch): void {
    isBusy = true;
    const answered = guarded((response: Response | null) => {
      isBusy = false;
      settle(batch, response);
      pump();
    });
    post(batch).then(answered, () => answered(null));
  }

  async function post(batch: Batch): Promise<Response> {
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
  }

  function settle(batch: Batch, response: Response | null): void {
    const status = response?.status ?? 0;
    // Only the server itself says 202: the log-in page of a hotel's network says 200 to everything.
    if (status === 202) {
      failures = 0;
      acknowledge(batch);
    } else if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
      refuse(batch);
    } else {
      const wait = retryDelay(failures, response?.headers.get("Retry-After") ?? null);
      failures += 1;
      timer = setTimeout(guarded(retryNow), wait);
    }
  }

  function acknowledge(batch: Batch): void {
    forget(batch);
    if (isGap) recover();
  }

  function recover(): void {
    isGap = false;
    options.onRecovered();
  }

  /** Another try would be refused as well. A lost batch breaks the recording, so it begins anew. */
  function refuse(batch: Batch): void {
    refusals += 1;
    forget(batch);
    if (refusals === REFUSALS_MAX) stop();
    else if (batch.parts.events.length) recover();
  }

  function stop(): void {
    isStopped = true;
    queue = [];
    options.onRefused();
  }

  function forget(batch: Batch): void {
    left.delete(batch);
    queue = queue.filter((waiting) => waiting !== batch);
  }

  function pump(): void {
    const next = queue.find((batch) => !left.has(batch));
    if (next && !isBusy && !timer && !isStopped) attempt(next);
  }

  function retryNow(): void {
    clearTimeout(timer);
    timer = undefined;
    pump();
  }

  /**
   * Nothing but recorded events grows without bound: they go, the rest of each batch stays. A batch
   * of events alone goes as a whole, so that the server sees the hole in its numbers; only the
   * first stays, to find out when the server is back. Until then later events are worth nothing.
   */
  function dropEvents(): void {
    for (const batch of queue) batch.parts.events.length = 0;
    queue = queue.filter((batch, place) => place === 0 || sizeOf([batch]) > 0);
  }

  function leave(): Batch[] {
    let room = LEAVING_BYTES;
    const rest: Batch[] = [];
    for (const batch of queue.filter((waiting) => !left.has(waiting))) {
      const body = new Blob([bodyOf(batch, sender, Date.now())], { type: "text/plain" });
      if (body.size <= room && navigator.sendBeacon(url, body)) {
        room -= body.size;
        left.add(batch);
      } else {
        rest.push(batch);
      }
    }
    return rest;
  }

  return {
    send(batch) {
      if (isStopped || queue.some((waiting) => isSame(waiting, batch))) return;
      queue.push(batch);
      isGap ||= queue.length > 1 && sizeOf(queue) > QUEUE_BYTES;
      if (isGap) dropEvents();
      pump();
    },
    leave,
    resume() {
      left.clear();
      retryNow();
    },
    retryNow: guarded(retryNow),
    hasGap: () => isGap,
  };
}

function isSame(one: Batch, other: Batch): boolean {
  const { sessionKey, tabId, seq } = other;
  return one.seq === seq && one.tabId === tabId && one.sessionKey === sessionKey;
}
