/** The anonymous id of this browser on this site. */

import { randomHex } from "./ids";
import { VISITOR_MAX_MS } from "./limits";
import type { Store } from "./storage";

interface Stored {
  readonly id: string;
  readonly at: number;
}

const NAME = "visitor";

/** Null where nothing can be stored: an id that changes with each page would count ghosts. */
export function visitorId(store: Store, now: number): string | null {
  if (!store.isLasting) return null;
  const stored = store.read<Stored>(NAME);
  if (stored && /^v_[0-9a-f]{32}$/.test(stored.id) && now - stored.at <= VISITOR_MAX_MS) {
    return stored.id;
  }
  const id = `v_${randomHex()}`;
  store.write(NAME, { id, at: now });
  return id;
}
