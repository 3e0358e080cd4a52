/** Sessions that are watched over the connection, by any number of views each. */

import type { Connection } from "./connection";
import type { Heard } from "./messages";
import type { LiveConnection, LiveListener, LiveStream } from "./stream";

/**
 * A view that goes is mostly followed by another one of the same session: a tile by the big view.
 * So long, ms, the server goes on sending.
 */
const LINGER_MS = 1_000;

/** Sessions watched at a time: a little below the server's own bound for one connection. */
export const MOST_WATCHED = 30;

/** How far a listener is with each tab: gets its catch-up, or follows. */
type Progress = Map<string, "catching-up" | "following">;
type Watched = {
  listeners: Map<LiveListener, Progress>;
  batchMs: number;
  lingering: ReturnType<typeof setTimeout> | undefined;
  /** Asked for at the server; the others wait until one of these goes. */
  isSent: boolean;
};

export class Watches implements LiveStream {
  private readonly watched = new Map<string, Watched>();

  constructor(
    private readonly connection: Connection,
    private readonly projectId: string,
  ) {}

  /** Hear the connection until the returned function is called; then nothing is watched any more. */
  begin(): () => void {
    const stops = [
      this.connection.on("live-event", (event, text) => this.pass(event, text)),
      this.connection.on("gap", (gap) => this.tellGap(gap)),
      this.connection.state.subscribe(() => this.follow()),
    ];
    return () => {
      for (const stop of stops) stop();
      for (const sessionId of [...this.watched.keys()]) this.unwatch(sessionId);
    };
  }

  /** How many sessions are watched. */
  get size(): number {
    return this.watched.size;
  }

  watch(sessionId: string, listener: LiveListener, batchMs: number): () => void {
    const watched = this.watched.get(sessionId) ?? {
      listeners: new Map<LiveListener, Progress>(),
      batchMs,
      lingering: undefined,
      isSent: false,
    };
    clearTimeout(watched.lingering);
    watched.batchMs = Math.min(watched.batchMs, batchMs);
    watched.listeners.set(listener, new Map());
    this.watched.set(sessionId, watched);
    listener.onConnection(this.isConnected ? "connecting" : this.away);
    // Also for the second listener: it needs a catch-up of its own.
    this.send(sessionId, watched);
    return () => this.leave(sessionId, listener);
  }

  serverNow(): number {
    return this.connection.serverNow();
  }

  private get isConnected(): boolean {
    return this.connection.state.get() === "connected";
  }

  private get away(): LiveConnection {
    return this.connection.state.get() === "connecting" ? "connecting" : "offline";
  }

  private leave(sessionId: string, listener: LiveListener): void {
    const watched = this.watched.get(sessionId);
    if (!watched?.listeners.delete(listener) || watched.listeners.size > 0) return;
    watched.lingering = setTimeout(() => this.unwatch(sessionId), LINGER_MS);
  }

  private unwatch(sessionId: string): void {
    const watched = this.watched.get(sessionId);
    if (!watched) return;
    clearTimeout(watched.lingering);
    this.watched.delete(sessionId);
    if (!watched.isSent) return;
    const { projectId } = this;
    // Whom the server does not reach watches nobody anyway.
    this.connection
      .ask("unwatch", { projectId, sessionId, batchMs: watched.batchMs })
      .catch(() => {});
    this.sendWaiting();
  }

  private sendWaiting(): void {
    const next = [...this.watched].find(([, { isSent }]) => !isSent);
    if (next) this.send(...next);
  }

  private send(sessionId: string, watched: Watched): void {
    const sent = [...this.watched.values()].filter((one) => one.isSent && one !== watched);
    if (!this.isConnected || sent.length >= MOST_WATCHED) return;
    watched.isSent = true;
    const { projectId } = this;
    const { batchMs } = watched;
    this.connection.ask("watch", { projectId, sessionId, batchMs }).then(
      () => this.announce(watched, "watching"),
      () => this.announce(watched, "offline"),
    );
  }

  private announce(watched: Watched, connection: LiveConnection): void {
    for (const listener of watched.listeners.keys()) listener.onConnection(connection);
  }

  /** The connection came or went: everything begins anew, or waits. */
  private follow(): void {
    for (const watched of this.watched.values()) watched.isSent = false;
    for (const [sessionId, watched] of this.watched) {
      if (!this.isConnected) {
        this.announce(watched, this.away);
        continue;
      }
      for (const progress of watched.listeners.values()) progress.clear();
      this.announce(watched, "connecting");
      this.send(sessionId, watched);
    }
  }

  private pass(event: Heard["live-event"], text: string): void {
    const { sessionId, tabId, isCatchUp } = event;
    for (const [listener, progress] of this.watched.get(sessionId)?.listeners ?? []) {
      const state = progress.get(tabId);
      // It is for another listener, who came later.
      if (isCatchUp && state === "following") continue;
      if (isCatchUp) progress.set(tabId, "catching-up");
      else if (state === "catching-up") progress.set(tabId, "following");
      listener.onEvent(event, text);
    }
  }

  private tellGap(gap: Heard["gap"]): void {
    for (const [listener, progress] of this.watched.get(gap.sessionId)?.listeners ?? []) {
      // What heals a hole may be a catch-up.
      progress.delete(gap.tabId);
      listener.onGap(gap);
    }
  }
}
