/** Decides which windows of a recording to fetch, so that a long one is never fetched whole. */

/** One request for events of a tab; times in Unix ms of the server's clock. */
export interface WindowRequest {
  tabId: string;
  from: number;
  to: number;
  /** False: the server begins at the full snapshot before `from`. */
  continued: boolean;
}

/** Recorded time per window: long enough to play from, short enough to arrive at once. */
export const WINDOW_MS = 60_000;
/** Grid on which a first window ends: as little as possible stands between a press and its picture. */
export const FIRST_STEP_MS = 15_000;
/** Windows that lie ready ahead of the position while it plays. */
const WINDOWS_AHEAD = 2;

/**
 * Return the window to begin with at a moment.
 *
 * It starts at the full snapshot before the moment and ends on a grid from there, so that
 * neighbouring moments ask for the same window and find it in memory.
 */
export function firstWindow(
  tabId: string,
  fullSnapshots: readonly number[],
  at: number,
): WindowRequest {
  const from = fullSnapshots.findLast((time) => time <= at) ?? fullSnapshots[0] ?? Math.floor(at);
  const steps = Math.floor(Math.max(0, at - from) / FIRST_STEP_MS) + 1;
  return { tabId, from, to: from + steps * FIRST_STEP_MS, continued: false };
}

/** Return the window that continues where the last one said that more follows. */
export function nextWindow(tabId: string, nextFrom: number): WindowRequest {
  // The API takes whole milliseconds; imported events may have parts of them.
  const from = Math.floor(nextFrom);
  return { tabId, from, to: from + WINDOW_MS, continued: true };
}

/** Whether what lies ahead of the position is too little for the speed. */
export function isRunningOut(position: number, loadedTo: number, speed: number): boolean {
  return loadedTo - position < WINDOWS_AHEAD * WINDOW_MS * Math.max(1, speed / 4);
}

function keyOf({ tabId, from, to, continued }: WindowRequest): string {
  return `${tabId} ${from} ${to} ${continued}`;
}

/** Keeps the windows used last, as bytes; the oldest go when they are more than `limit` bytes. */
export function createWindowCache(limit: number) {
  const windows = new Map<string, ArrayBuffer>();
  let size = 0;
  const forget = (key: string, bytes: ArrayBuffer) => {
    windows.delete(key);
    size -= bytes.byteLength;
  };
  return {
    get(request: WindowRequest): ArrayBuffer | undefined {
      const key = keyOf(request);
      const bytes = windows.get(key);
      if (!bytes) return undefined;
      // A Map keeps the order of insertion: inserted anew, it is the youngest.
      windows.delete(key);
      windows.set(key, bytes);
      return bytes;
    },
    put(request: WindowRequest, bytes: ArrayBuffer): void {
      const key = keyOf(request);
      const held = windows.get(key);
      if (held) forget(key, held);
      windows.set(key, bytes);
      size += bytes.byteLength;
      for (const [oldest, old] of windows) {
        if (size <= limit || oldest === key) break;
        forget(oldest, old);
      }
    },
    get size() {
      return size;
    },
  };
}
