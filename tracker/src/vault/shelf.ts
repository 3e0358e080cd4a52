/** Remembers which style sheets the server has, over the pages of a visitor. */

import { KNOWN_MS, KNOWN_SHEETS } from "../limits";
import type { Store } from "../storage";

export interface Shelf {
  /** The hash of the asset that holds this text; undefined when it is not known to be stored. */
  find(key: string): string | undefined;
  put(key: string, hash: string): void;
}

/** By key: the hash, and when the server said that it has it. */
type Known = Record<string, [hash: string, at: number]>;

const NAME = "assets";

/** `variety` keeps what was made differently apart. */
export function openShelf(store: Store, variety: string, now: () => number): Shelf {
  const known = readKnown(store, now());
  return {
    find: (key) => known[variety + key]?.[0],
    put(key, hash) {
      // Another tab may have learned others meanwhile.
      Object.assign(known, readKnown(store, now()), { [variety + key]: [hash, now()] });
      const newest = Object.entries(known).sort((a, b) => b[1][1] - a[1][1]);
      store.write(NAME, Object.fromEntries(newest.slice(0, KNOWN_SHEETS)));
    },
  };
}

/** What was said too long ago is asked again: the server may have lost it since. */
function readKnown(store: Store, now: number): Known {
  const stored = Object.entries(store.read<Known>(NAME) ?? {});
  const isKnown = ([hash, at]: Known[string]): boolean =>
    /^[\da-f]{64}$/.test(hash) && now - at < KNOWN_MS;
  return Object.fromEntries(stored.filter(([, entry]) => Array.isArray(entry) && isKnown(entry)));
}

/**
 * A name for a text, quick to make: the visitor's own browser alone compares by it, and the texts
 * are those of one site. What the server stores is named by SHA-256.
 */
export function keyOf(text: string): string {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    one = Math.imul(one ^ unit, 0x9e3779b1);
    two = Math.imul(two ^ unit, 0x5f356495);
    one ^= two >>> 15;
    two ^= one >>> 13;
  }
  return `${text.length}.${(one >>> 0).toString(36)}.${(two >>> 0).toString(36)}`;
}
