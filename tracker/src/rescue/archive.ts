/**
 * Batches that outlast their page and tab, in IndexedDB.
 *
 * Nothing is created before the server has failed once. Each record is one batch, and goes when the
 * batch is acknowledged.
 */

import { ARCHIVE_MAX_MS } from "../limits";
import { type Batch, isBatch } from "../wire";
import { openLocks } from "./locks";

interface Stored {
  readonly batch: Batch;
  /** Unix milliseconds. */
  readonly at: number;
}

const RECORDS = "batches";

export interface Archive {
  /** Keep batches until they are forgotten; those that are kept already cost nothing. */
  keep(batches: readonly Batch[]): void;
  forget(batches: readonly Batch[]): void;
  /** Hand on what closed tabs left behind, and forget what is too old. */
  inherit(onFound: (batches: Batch[]) => void): void;
  /** Others may send for this tab; whoever stays just goes on. */
  release(): void;
}

/** Keeps nothing. */
export const NO_ARCHIVE: Archive = {
  keep() {},
  forget() {},
  inherit() {},
  release() {},
};

/** `prefix` names the database and the locks: another project of the site has its own. */
export function openArchive(prefix: string): Archive {
  const name = `${prefix}spool`;
  const locks = openLocks(name);
  let kept = new WeakSet<Batch>();
  let isUsed = false;
  let opening: Promise<IDBDatabase> | undefined;

  function open(): Promise<IDBDatabase> {
    opening ??= connect(name);
    return opening;
  }

  /** Run one transaction; where the browser denies storage or it is full, memory has to do. */
  function write(work: (records: IDBObjectStore) => void): void {
    open()
      .then((database) => {
        const transaction = database.transaction(RECORDS, "readwrite");
        work(transaction.objectStore(RECORDS));
        // The page may be gone before the browser would do it by itself.
        transaction.commit?.();
      })
      .catch(() => {});
  }

  async function inherit(onFound: (batches: Batch[]) => void): Promise<void> {
    if (!(await exists(name))) return;
    isUsed = true;
    const batches = await readLiving();
    const tabs = new Set(batches.map(({ tabId }) => tabId));
    const ours = await locks.take([...tabs]);
    onFound(batches.filter(({ tabId }) => ours.has(tabId)));
    for (const tab of tabs) {
      if (!ours.has(tab)) locks.await(tab, () => void inheritFrom(tab, onFound).catch(() => {}));
    }
  }

  async function inheritFrom(tab: string, onFound: (batches: Batch[]) => void): Promise<void> {
    onFound((await readLiving()).filter(({ tabId }) => tabId === tab));
  }

  /** Read what is kept, and forget what is too old to be sent. */
  async function readLiving(): Promise<Batch[]> {
    const found = await readAll(await open());
    const limit = Date.now() - ARCHIVE_MAX_MS;
    forget(found.filter(({ at }) => !(at > limit)).map(({ batch }) => batch));
    return found.filter(({ at }) => at > limit).map(({ batch }) => batch);
  }

  function forget(batches: readonly Batch[]): void {
    if (!isUsed || !batches.length) return;
    write((records) => {
      for (const batch of batches) records.delete(keyOf(batch));
    });
  }

  return {
    keep(batches) {
      const fresh = batches.filter((batch) => !kept.has(batch));
      if (!fresh.length) return;
      isUsed = true;
      void locks.take(fresh.map(({ tabId }) => tabId));
      for (const batch of fresh) kept.add(batch);
      write((records) => {
        for (const batch of fresh) records.put({ batch, at: Date.now() }, keyOf(batch));
      });
    },
    forget,
    inherit: (onFound) => void inherit(onFound).catch(() => {}),
    release() {
      locks.release();
      // An open database keeps pages out of the back-forward cache.
      opening?.then((database) => database.close()).catch(() => {});
      opening = undefined;
      kept = new WeakSet();
    },
  };
}

/** Numbers sort as numbers: batches are read in the order of their making. */
function keyOf({ sessionKey, tabId, seq }: Batch): IDBValidKey {
  return [sessionKey, tabId, seq];
}

/** Ask without creating anything. */
async function exists(name: string): Promise<boolean> {
  const databases = (await indexedDB.databases?.()) ?? [];
  return databases.some((database) => database.name === name);
}

function connect(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => void request.result.createObjectStore(RECORDS);
    request.onsuccess = () => {
      const { result } = request;
      // A visitor who opts out in another tab waits for us otherwise.
      result.onversionchange = () => result.close();
      resolve(result);
    };
    request.onerror = () => reject(request.error);
  });
}

function readAll(database: IDBDatabase): Promise<Stored[]> {
  return new Promise((resolve, reject) => {
    const request = database.transaction(RECORDS).objectStore(RECORDS).getAll();
    request.onsuccess = () =>
      resolve((request.result as Stored[]).filter((stored) => isBatch(stored?.batch)));
    request.onerror = () => reject(request.error);
  });
}
