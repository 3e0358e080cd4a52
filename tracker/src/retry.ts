/** How long to wait before the next attempt. */

import { RETRY_FIRST_MS, RETRY_MAX_MS } from "./limits";

/**
 * Milliseconds to wait after `failures` earlier failures in a row: 3 s, 6 s, 12 s … 5 min, each
 * ±50 % so that the trackers of a site do not come back all at once. The server's `Retry-After`
 * (seconds or a date) wins where it asks for more.
 */
export function retryDelay(
  failures: number,
  retryAfter: string | null,
  random: () => number = Math.random,
): number {
  const growing = RETRY_FIRST_MS * 2 ** Math.min(failures, 16) * (0.5 + random());
  return Math.min(RETRY_MAX_MS, Math.max(growing, asked(retryAfter)));
}

function asked(retryAfter: string | null): number {
  if (!retryAfter) return 0;
  const seconds = Number(retryAfter);
  return Number.isNaN(seconds) ? Date.parse(retryAfter) - Date.now() || 0 : seconds * 1_000;
}
