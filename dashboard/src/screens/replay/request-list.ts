/** Which requests are shown, in which words, and where their bars lie. */

import { formatBytes } from "../../format";
import type { PageRequest } from "./signals";

export type RequestChoice = "all" | "failed" | "slow" | "resources";

/** From this status on a request has failed. */
const FIRST_FAILURE = 400;
/** Longer than this is felt as waiting, ms. */
const SLOW_MS = 1_000;
const SECOND_MS = 1_000;
const BY_SCRIPTS = ["fetch", "xmlhttprequest"];

export function hasFailed({ status, outcome }: PageRequest): boolean {
  return status >= FIRST_FAILURE || outcome === "failed";
}

const CHOICES: Record<RequestChoice, { label: string; has: (request: PageRequest) => boolean }> = {
  all: { label: "All", has: () => true },
  failed: { label: "Failed", has: hasFailed },
  slow: { label: "Slow", has: ({ durationMs }) => durationMs > SLOW_MS },
  resources: { label: "Files", has: ({ initiator }) => !BY_SCRIPTS.includes(initiator) },
};

/** Return the choices that would show something. */
export function requestChips(requests: readonly PageRequest[]) {
  return (Object.keys(CHOICES) as RequestChoice[])
    .map((key) => ({
      key,
      label: CHOICES[key].label,
      count: requests.filter(CHOICES[key].has).length,
    }))
    .filter(({ key, count }) => key === "all" || count > 0);
}

export function chosenRequests(
  requests: readonly PageRequest[],
  choice: RequestChoice,
  text: string,
): PageRequest[] {
  const wanted = text.trim().toLowerCase();
  return requests.filter(
    (request) =>
      CHOICES[choice].has(request) &&
      `${request.method} ${request.url} ${request.status}`.toLowerCase().includes(wanted),
  );
}

const OUTCOMES: Record<PageRequest["outcome"], string> = {
  answered: "answered",
  aborted: "aborted",
  failed: "no answer",
  unfinished: "left",
  opaque: "not told",
};

/** Return the status, or what happened instead. */
export function statusOf({ status, outcome }: PageRequest): string {
  return status > 0 ? String(status) : OUTCOMES[outcome];
}

/** Return the path, after the host where it is another one than the page's. */
export function shortUrl(url: string, pageURL: string): string {
  try {
    const { host, pathname } = new URL(url);
    return host === new URL(pageURL).host ? pathname : `${host}${pathname}`;
  } catch {
    return url;
  }
}

/** `80 ms`, `1.2 s`. */
export function formatTime(ms: number): string {
  return ms < SECOND_MS ? `${ms} ms` : `${(ms / SECOND_MS).toFixed(1)} s`;
}

/** Return the size as people read it; nothing where the browser does not tell. */
export function sizeOf({ bytes }: PageRequest): string {
  return bytes > 0 ? formatBytes(bytes) : "";
}

/** Where the bar of a request lies, as shares of the width. */
export interface Bar {
  left: number;
  width: number;
}

/** Return the bar of each request among all of its page view. */
export function barsOf(requests: readonly PageRequest[]): Map<PageRequest, Bar> {
  const spans = new Map<string, { from: number; to: number }>();
  for (const { pageViewId, at, durationMs } of requests) {
    const span = spans.get(pageViewId) ?? { from: at, to: at };
    span.from = Math.min(span.from, at);
    span.to = Math.max(span.to, at + durationMs);
    spans.set(pageViewId, span);
  }
  const bars = new Map<PageRequest, Bar>();
  for (const request of requests) {
    const { from, to } = spans.get(request.pageViewId) ?? { from: 0, to: 0 };
    const length = Math.max(1, to - from);
    bars.set(request, {
      left: (request.at - from) / length,
      width: request.durationMs / length,
    });
  }
  return bars;
}
