/** Tells which tabs still have a page that sends for them: each holds the lock of its tab. */

export interface Locks {
  /** Take these tabs over, where nobody holds them; returns those that are ours. */
  take(tabs: readonly string[]): Promise<Set<string>>;
  /** Wait for the end of another's page, and take its tab over then. */
  await(tab: string, onTaken: () => void): void;
  release(): void;
}

export function openLocks(prefix: string): Locks {
  const ours = new Map<string, Promise<boolean>>();
  const releases: (() => void)[] = [];
  let waiting = new AbortController();

  function hold(): Promise<void> {
    return new Promise((release) => releases.push(release));
  }

  function takeOne(tab: string): Promise<boolean> {
    const taken = new Promise<boolean>((resolve) => {
      // Sites without HTTPS have no locks: two pages may then send the same batch, stored once.
      if (!navigator.locks) return resolve(true);
      navigator.locks
        .request(`${prefix}:${tab}`, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          return lock && hold();
        })
        .catch(() => resolve(true));
    });
    // Even to look at the locks may throw.
    return taken.catch(() => true);
  }

  return {
    async take(tabs) {
      for (const tab of tabs) if (!ours.has(tab)) ours.set(tab, takeOne(tab));
      const taken = await Promise.all(tabs.map((tab) => ours.get(tab)));
      return new Set(tabs.filter((_, place) => taken[place]));
    },
    await(tab, onTaken) {
      const { signal } = waiting;
      navigator.locks
        .request(`${prefix}:${tab}`, { signal }, () => {
          ours.set(tab, Promise.resolve(true));
          onTaken();
          return hold();
        })
        .catch(() => {});
    },
    release() {
      waiting.abort();
      waiting = new AbortController();
      for (const release of releases.splice(0)) release();
      ours.clear();
    },
  };
}
