/** Asks again for what is on the screen when the server says that it has changed. */

import type { Query, QueryClient } from "@tanstack/react-query";

/** Which data an answer is made of, as its query says in `meta.pushed`. */
export type Pushed = {
  projectId: string;
  /** Only this session; missing for all of the project. */
  sessionId?: string;
  /** At most so often, ms. */
  everyMs: number;
};

declare module "@tanstack/react-query" {
  interface Register {
    queryMeta: { pushed?: Pushed } & Record<string, unknown>;
  }
}

/** What changed: some sessions of a project; `sessionIds` is null for any of them. */
export type Change = { projectId: string; sessionIds: readonly string[] | null };

/** The server names no more sessions than this in one message: then others may have changed too. */
const MOST_NAMED = 100;
/** How soon a question that is being answered already is looked at again. */
const BUSY_MS = 200;
/** Unix ms; nothing that is known is older. What a page asks first is asked before it listens. */
const PAGE_BEGAN_AT = performance.timeOrigin;

/** The change that a `data-stored` tells of. */
export function changeOf(stored: { projectId: string; sessionIds: readonly string[] }): Change {
  const { projectId, sessionIds } = stored;
  return { projectId, sessionIds: sessionIds.length < MOST_NAMED ? sessionIds : null };
}

function concerns({ projectId, sessionIds }: Change, pushed: Pushed | undefined): boolean {
  if (pushed?.projectId !== projectId) return false;
  const { sessionId } = pushed;
  return sessionId === undefined || sessionIds === null || sessionIds.includes(sessionId);
}

export class Freshness {
  private readonly old = new Set<Query>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** When each question was asked last, Unix ms: its answer is no older. */
  private readonly askedAt = new WeakMap<Query, number>();
  private readonly stopNoting: () => void;

  constructor(
    private readonly queries: QueryClient,
    /** Nobody looks at a hidden tab: it is brought up to date when it is shown. */
    private readonly isVisible: () => boolean,
  ) {
    this.stopNoting = queries.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "fetch") {
        this.askedAt.set(event.query, Date.now());
      }
    });
  }

  /**
   * Something has changed, not after `changedAt` (Unix ms; missing for just now): what shows it
   * and was not asked for since is asked for again, soon.
   */
  take(change: Change, changedAt = Number.POSITIVE_INFINITY): void {
    const concerned = this.queries
      .getQueryCache()
      .getAll()
      .filter((query) => concerns(change, query.meta?.pushed))
      .filter((query) => (this.askedAt.get(query) ?? PAGE_BEGAN_AT) <= changedAt);
    for (const query of concerned) {
      if (query.isActive()) this.old.add(query);
      // Asked for again when it comes back to the screen.
      else query.invalidate();
    }
    this.refresh();
  }

  /** Ask for what is old and due; also when the tab is shown again. */
  refresh(): void {
    clearTimeout(this.timer);
    if (!this.isVisible()) return;
    const waits = [...this.old].map((query) => this.ask(query)).filter((wait) => wait > 0);
    if (waits.length > 0) this.timer = setTimeout(() => this.refresh(), Math.min(...waits));
  }

  end(): void {
    this.stopNoting();
    clearTimeout(this.timer);
    this.old.clear();
  }

  /** Ask now where it is due; else return after how many ms to look again. */
  private ask(query: Query): number {
    const { dataUpdatedAt, fetchStatus } = query.state;
    const wait = dataUpdatedAt + (query.meta?.pushed?.everyMs ?? 0) - Date.now();
    // The answer under way may be from before the change.
    if (fetchStatus === "fetching") return Math.max(wait, BUSY_MS);
    if (wait > 0) return wait;
    this.old.delete(query);
    void this.queries.invalidateQueries({ queryKey: query.queryKey, exact: true });
    return 0;
  }
}
