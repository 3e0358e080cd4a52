/** Tells which tabs still have a page that sends for them: each holds the lock of its tab. */

export interface Locks {
  /** Take these tabs over, where nobody holds them; returns those that are ours. */
  take(tabs: readonly string[]): Promise<Set<string>>;
  release(): void;
}

export function openLocks(prefix: string): Locks {
  const ours = new Map<string, Promise<boolean>>();
  const releases: (() => void)[] = [];

  function takeOne(tab: string): Promise<boolean> {
    return new Promise((resolve) => {
      // Sites without HTTPS have no locks: two pages may then send the same batch, stored once.
      if (!navigator.locks) return resolve(true);
      const hold = (lock: Lock | null) => {
        resolve(lock !== null);
        return lock && new Promise<void>((release) => releases.push(release));
      };
      navigator.locks
        .request(`${prefix}:${tab}`, { ifAvailable: true }, hold)
        // Denied, as in frames without storage.
        .catch(() => resolve(true));
    });
  }

  return {
    async take(tabs) {
      for (const tab of tabs) if (!ours.has(tab)) ours.set(tab, takeOne(tab));
      const taken = await Promise.all(tabs.map((tab) => ours.get(tab)));
      return new Set(tabs.filter((_, place) => taken[place]));
    },
    release() {
      for (const release of releases.splice(0)) release();
      ours.clear();
    },
  };
}
