/** This tab and the numbers of its batches, which run on over all pages the tab shows. */

import { randomHex } from "./ids";
import type { Store } from "./storage";

interface Stored {
  readonly tabId: string;
  readonly sessionKey: string;
  readonly seq: number;
  /** True while a page of the tab is open: found true at a start, the tab is a copy of another. */
  readonly isOpen: boolean;
}

export interface Tab {
  /** The next batch's place. Numbers begin at 0 in each session and never repeat. */
  place(sessionKey: string): { tabId: string; seq: number };
  /** True when the tab counts in this session, under this id. */
  isAt(sessionKey: string, tabId: string): boolean;
  /** The page became visible to its tab: at the start, and when it comes back from the cache. */
  open(): void;
  /** The page is left; the next page of the tab goes on counting. */
  close(): void;
}

const NAME = "tab";

export function openTab(store: Store): Tab {
  // Read at each use: while this page rests in the back-forward cache another page goes on counting.
  const load = (): Stored => store.read<Stored>(NAME) ?? fresh();
  const fresh = (): Stored => ({ tabId: `t_${randomHex()}`, sessionKey: "", seq: 0, isOpen: true });

  // "Duplicate tab" and window.open copy sessionStorage: two tabs would use the same numbers.
  // A frame of the page's own site shares them with the page, and counts on where it stands.
  if (!globalThis.frameElement && load().isOpen) store.write(NAME, fresh());

  return {
    place(sessionKey) {
      const tab = load();
      const seq = tab.sessionKey === sessionKey ? tab.seq : 0;
      store.write(NAME, { ...tab, sessionKey, seq: seq + 1 });
      return { tabId: tab.tabId, seq };
    },
    isAt(sessionKey, tabId) {
      const tab = load();
      return tab.sessionKey === sessionKey && tab.tabId === tabId;
    },
    open: () => store.write(NAME, { ...load(), isOpen: true }),
    close: () => store.write(NAME, { ...load(), isOpen: false }),
  };
}
