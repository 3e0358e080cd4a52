/** The session of this browser, shared by its tabs; rotated after 30 min idle or 24 h. */

import { randomHex } from "./ids";
import { IDLE_MS, SESSION_MAX_MS, TOUCH_MS } from "./limits";
import type { Store } from "./storage";

interface Stored {
  readonly key: string;
  readonly startedAt: number;
  /** When the visitor last touched a page; written at most every five seconds. */
  readonly lastAt: number;
}

export interface Session {
  /** The secret that the server derives the session's id from. */
  key(): string;
  /** True when the visitor was away too long: what the page does now belongs to no session. */
  isOver(now: number): boolean;
  /** Note an input of the visitor. True when a new session began with it. */
  touch(now: number): boolean;
  /** Take over the session that another tab began. True when the key changed. */
  adopt(now: number): boolean;
}

const NAME = "session";

export function openSession(store: Store, now: number): Session {
  let current = living(store.read<Stored>(NAME), now) ?? begin(now);
  save({ ...current, lastAt: now });

  function begin(at: number): Stored {
    return { key: randomHex(), startedAt: at, lastAt: at };
  }
  function save(next: Stored): void {
    current = next;
    store.write(NAME, next);
  }
  /** Another tab may have kept the session alive, or begun the next one. */
  function refresh(at: number): boolean {
    const before = current.key;
    current = living(store.read<Stored>(NAME), at) ?? current;
    return current.key !== before;
  }
  function isOver(at: number): boolean {
    if (living(current, at)) return false;
    refresh(at);
    return !living(current, at);
  }

  return {
    key: () => current.key,
    isOver,
    touch(at) {
      if (isOver(at)) {
        save(begin(at));
        return true;
      }
      if (at - current.lastAt < TOUCH_MS) return false;
      const hasChanged = refresh(at);
      save({ ...current, lastAt: at });
      return hasChanged;
    },
    adopt: refresh,
  };
}

/** The stored session when it still lives; storage can be edited by anyone, so it is checked. */
function living(stored: Stored | null, now: number): Stored | null {
  if (!stored || !/^[0-9a-f]{32}$/.test(stored.key)) return null;
  // Written so that a missing or damaged number counts as too old; the lower bound is for a clock
  // that was set back, which must not make a session live for ever.
  const isFresh = now - stored.lastAt <= IDLE_MS;
  const age = now - stored.startedAt;
  return isFresh && age <= SESSION_MAX_MS && age >= -SESSION_MAX_MS ? stored : null;
}
