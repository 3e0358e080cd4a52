/**
 * Requests of the page: what was asked, how it ended, how long it took.
 *
 * How they end is read from the browser's own timings, never from promises or answers of the page:
 * a promise that we follow would count as handled, and the page would not hear of its failures.
 */

import type { Watch } from "../bridge";
import { listen, unthrowing } from "../guarded";
import { withoutQuery } from "../urls";
import { observeCalls } from "./calls";
import { openMeter } from "./meter";
import { addressOf, type Begun, openPending } from "./pending";
import type { Outcome, PageRequest } from "./wire";

const BY_SCRIPTS = new Set(["fetch", "xmlhttprequest"]);
const FIRST_FAILURE = 400;
/** What this tracker asks for by `fetch`, below the folder of its files. */
const OWN = ["api/tracking/", "vault.js", "recorder.js"];

/** Tell of each request of the page's scripts, and of what else failed to load. */
export function observeNetwork({ add, base, view }: Watch): () => void {
  const meter = openMeter(() => {});
  const pending = openPending();
  const own = (url: string): boolean => OWN.some((name) => url.startsWith(base + name));

  function tell(startTime: number, request: Omit<PageRequest, "at" | "pageViewId">): void {
    if (!meter.take()) return;
    // Not the time origin: it stands still while a computer sleeps, and the clock does not.
    const at = Math.round(Date.now() - performance.now() + startTime);
    add("requests", JSON.stringify({ at, pageViewId: view().id, ...request }));
  }

  const observer = new PerformanceObserver(
    unthrowing((list: PerformanceObserverEntryList) => {
      for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
        const url = addressOf(entry.name);
        if (!url || own(url)) continue;
        const isByScript = BY_SCRIPTS.has(entry.initiatorType);
        const known = isByScript ? pending.take(url, entry.startTime) : undefined;
        const isWanted = isByScript || (entry.responseStatus ?? 0) >= FIRST_FAILURE;
        if (isWanted && known !== "told") tell(entry.startTime, ended(entry, url, known));
      }
    }),
  );
  observer.observe({ type: "resource", buffered: true });
  const endCalls = observeCalls(pending.begin);
  // At the window, so that it comes before the batch of the page's end is made.
  listen(window, "visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    for (const request of pending.tellAll()) tell(request.startedAt, unfinished(request));
  });
  return () => {
    observer.disconnect();
    endCalls();
  };
}

function ended(
  entry: PerformanceResourceTiming,
  url: string,
  request: Begun | undefined,
): Omit<PageRequest, "at" | "pageViewId"> {
  const status = entry.responseStatus || request?.status() || 0;
  return {
    method: request?.method ?? "",
    url: withoutQuery(url),
    initiator: entry.initiatorType,
    outcome: outcomeOf(entry, status, request),
    status,
    durationMs: Math.round(entry.duration),
    bytes: entry.transferSize,
  };
}

function outcomeOf(
  { responseStatus }: PerformanceResourceTiming,
  status: number,
  request: Begun | undefined,
): Outcome {
  if (status) return "answered";
  if (request?.isAborted()) return "aborted";
  // Older Safaris never name a status.
  return request?.isOpaque || responseStatus === undefined ? "opaque" : "failed";
}

function unfinished(request: Begun): Omit<PageRequest, "at" | "pageViewId"> {
  return {
    method: request.method,
    url: withoutQuery(request.url),
    initiator: request.initiator,
    outcome: request.isAborted() ? "aborted" : "unfinished",
    status: 0,
    durationMs: Math.round(performance.now() - request.startedAt),
    bytes: 0,
  };
}
