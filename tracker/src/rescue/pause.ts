/** When the next attempt may be made, after attempts that failed. */

import { RETRY_ASKED_MAX_MS, RETRY_FIRST_MS, RETRY_MAX_MS, RETRY_MIN_MS } from "../limits";
import type { Store } from "../storage";
import { PAUSE } from "./bridge";

export interface Pause {
  /** Milliseconds until the next attempt; 0 when there is no reason to wait. */
  left(): number;
  /** True from a failed attempt until a successful one. */
  isFailing(): boolean;
  /** An attempt failed; `retryAfter` is the header of that name. */
  fail(retryAfter: string | null): void;
  /** The server wants no such batch, but perhaps the next: a short wait, or what it asks for. */
  slowDown(retryAfter: string | null): void;
  /** There is reason to hope: wait no longer than the server asked, but at least a second. */
  shorten(): void;
  /** An attempt succeeded. */
  end(): void;
}

interface Stored {
  readonly failures: number;
  /** Not before this moment, whatever happens; in Unix milliseconds, as `until`. */
  readonly earliest: number;
  readonly until: number;
}

const NONE: Stored = { failures: 0, earliest: 0, until: 0 };

/** `store` hands the pause on: the next page of the tab must not begin to knock anew. */
export function openPause(store: Store, random: () => number = Math.random): Pause {
  let now = store.read<Stored>(PAUSE) ?? NONE;

  function wait(failures: number, delay: number, retryAfter: string | null): void {
    const at = Date.now();
    const earliest = at + Math.max(RETRY_MIN_MS, asked(retryAfter, random));
    now = { failures, earliest, until: Math.max(earliest, at + delay) };
    store.write(PAUSE, now);
  }

  return {
    // Bounded, because a clock that was set back must not silence the tab for years.
    left: () => Math.min(RETRY_ASKED_MAX_MS * 2, Math.max(0, now.until - Date.now() || 0)),
    isFailing: () => now.failures > 0,
    fail: (retryAfter) => wait(now.failures + 1, growing(now.failures, random), retryAfter),
    slowDown: (retryAfter) => wait(now.failures, 0, retryAfter),
    shorten() {
      now = { ...now, until: now.earliest };
    },
    end() {
      if (now.until) store.remove(PAUSE);
      now = NONE;
    },
  };
}

/** 3 s, 6 s, 12 s … 5 min, each ±50 % so that the trackers of a site do not come back all at once. */
function growing(failures: number, random: () => number): number {
  return Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** Math.min(failures, 16) * (0.5 + random()));
}

/** What `Retry-After` asks for, in seconds or as a date, and up to a quarter more to spread. */
function asked(retryAfter: string | null, random: () => number): number {
  if (!retryAfter) return 0;
  const seconds = Number(retryAfter);
  const delay = Number.isNaN(seconds) ? Date.parse(retryAfter) - Date.now() || 0 : seconds * 1_000;
  return Math.min(RETRY_ASKED_MAX_MS, delay) * (1 + random() / 4);
}
