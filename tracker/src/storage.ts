/** Storage that works also where the browser denies it: then it lasts as long as the page. */

export interface Store {
  /** False where the browser denies storage and only memory is left. */
  readonly isLasting: boolean;
  read<T>(name: string): T | null;
  write(name: string, value: unknown): void;
  remove(name: string): void;
}

/**
 * Open one of the browser's storages below a prefix of our own.
 *
 * `open` is a function because even touching `window.localStorage` throws where it is denied.
 */
export function openStore(open: () => Storage, prefix: string): Store {
  const storage = tryStorage(open, prefix);
  return {
    isLasting: storage !== null,
    read: (name) => parse((storage ?? memory).getItem(prefix + name)),
    write: (name, value) => (storage ?? memory).setItem(prefix + name, JSON.stringify(value)),
    remove: (name) => (storage ?? memory).removeItem(prefix + name),
  };
}

const held = new Map<string, string>();
const memory = {
  getItem: (name: string) => held.get(name) ?? null,
  setItem: (name: string, text: string) => void held.set(name, text),
  removeItem: (name: string) => void held.delete(name),
};

function tryStorage(open: () => Storage, prefix: string): Storage | null {
  try {
    const storage = open();
    // Private windows hand out a storage that refuses every write.
    storage.setItem(`${prefix}probe`, "");
    storage.removeItem(`${prefix}probe`);
    return storage;
  } catch {
    return null;
  }
}

/** What stands in storage may be anybody's: unreadable is the same as missing. */
function parse<T>(text: string | null): T | null {
  try {
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}
