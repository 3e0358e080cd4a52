/** Which session, tab and number the data of this page belongs to. */

import { listen } from "./guarded";
import { openSession } from "./session";
import type { Store } from "./storage";
import { openTab } from "./tab";

export interface Visit {
  /** The place of the next batch. */
  place(): { sessionKey: string; tabId: string; seq: number };
  /** The session that this page is in. */
  sessionKey(): string;
  /** A further number for a part of an earlier batch; null when others count for its place. */
  renumber(batch: { sessionKey: string; tabId: string }): number | null;
  /** True while the visitor is away, or goes on in another tab in a session this page is not in. */
  isAway(): boolean;
  /** Note an input of the visitor. True when this page still stands in an earlier session. */
  touch(): boolean;
  /** Put the page into the session of now. */
  follow(): void;
  /** The page is shown by its tab again, or left by it. */
  open(): void;
  close(): void;
}

/** `shared` is seen by all tabs of the site, `own` by this tab alone. */
export function openVisit(shared: Store, own: Store): Visit {
  const tab = openTab(own);
  const session = openSession(shared, Date.now());
  let sessionKey = session.key();
  let hasPlaced = false;

  const isBehind = (): boolean => session.key() !== sessionKey;
  function follow(): void {
    sessionKey = session.key();
  }

  // Tabs that a browser restores together all begin a session; the last one to write wins.
  listen(window, "storage", () => {
    if (hasPlaced) return;
    session.adopt(Date.now());
    follow();
  });

  return {
    place() {
      hasPlaced = true;
      return { sessionKey, ...tab.place(sessionKey) };
    },
    sessionKey: () => sessionKey,
    renumber: ({ sessionKey: key, tabId }) => (tab.isAt(key, tabId) ? tab.place(key).seq : null),
    isAway: () => session.isOver(Date.now()) || isBehind(),
    touch() {
      session.touch(Date.now());
      return isBehind();
    },
    follow,
    open: tab.open,
    close: tab.close,
  };
}
