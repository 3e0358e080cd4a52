/** Requests of the page that have begun, until the browser tells how they ended. */

import { PENDING_REQUESTS, REQUEST_SLACK_MS } from "../limits";

/** What the page asked for; `startedAt` counts as `performance.now()`. */
export interface Begun {
  readonly method: string;
  /** Absolute, with its query: the browser names it so, too. */
  readonly url: string;
  readonly initiator: "fetch" | "xmlhttprequest";
  readonly startedAt: number;
  /** The page may not see the answer, by its own wish. */
  readonly isOpaque: boolean;
  isAborted(): boolean;
  /** What the request itself says; 0 without an answer, and where asking would disturb the page. */
  status(): number;
}

export interface Pending {
  begin(request: Begun): void;
  /** Take the request that a timing of the browser is about; undefined when none is known. */
  take(url: string, startTime: number): Begun | "told" | undefined;
  /** All that have not ended; they count as told from now on. */
  tellAll(): Begun[];
}

export function openPending(): Pending {
  const begun: Begun[] = [];
  const told = new WeakSet<Begun>();

  return {
    begin(request) {
      begun.push(request);
      if (begun.length > PENDING_REQUESTS) begun.shift();
    },
    take(url, startTime) {
      const place = begun.findIndex(
        (request) => request.url === url && request.startedAt <= startTime + REQUEST_SLACK_MS,
      );
      const [request] = place < 0 ? [] : begun.splice(place, 1);
      return request && told.has(request) ? "told" : request;
    },
    tellAll() {
      const fresh = begun.filter((request) => !told.has(request));
      for (const request of fresh) told.add(request);
      return fresh;
    },
  };
}

/** An absolute address without its fragment; null for what never reaches a network. */
export function addressOf(url: string): string | null {
  try {
    const { protocol, href } = new URL(url, document.baseURI);
    return /^https?:$/.test(protocol) ? href.replace(/#.*$/s, "") : null;
  } catch {
    return null;
  }
}
