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
 * `open` is a function because even touching `window.localStorage` throws where it is denied; null
 * keeps everything in memory.
 */
export function openStore(open: () => Storage | null, prefix: string): Store {
  const storage = tryStorage(open, prefix);
  // What could not be stored: a full storage must not make the numbers of batches repeat.
  const held = new Map<string, string>();

  return {
    isLasting: storage !== null,
    read: (name) => parse(held.get(name) ?? storage?.getItem(prefix + name) ?? null),
    write(name, value) {
      const text = JSON.stringify(value);
      if (storage && trySet(storage, prefix + name, text)) held.delete(name);
      else {
        held.set(name, text);
        // Better nothing for the next page than a number that was used already.
        storage?.removeItem(prefix + name);
      }
    },
    remove(name) {
      held.delete(name);
      storage?.removeItem(prefix + name);
    },
  };
}

function trySet(storage: Storage, name: string, text: string): boolean {
  try {
    storage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

function tryStorage(open: () => Storage | null, prefix: string): Storage | null {
  try {
    const storage = open();
    const probe = `${prefix}probe`;
    // Private windows hand out a storage that refuses every write.
    if (!storage || !trySet(storage, probe, "")) return null;
    storage.removeItem(probe);
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
