/** A store as the browser's, for tests of what is kept between pages. */

import type { Store } from "../src/storage";

export function memoryStore(): Store {
  const held = new Map<string, string>();
  return {
    isLasting: true,
    read: (name) => JSON.parse(held.get(name) ?? "null"),
    write: (name, value) => void held.set(name, JSON.stringify(value)),
    remove: (name) => void held.delete(name),
  };
}
