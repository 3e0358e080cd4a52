/**
 * What the live view and the tiles of the wall need of the connection to the server.
 *
 * The socket client implements it; tests feed it with recordings. All times are Unix ms.
 */

import type { components } from "@pagepulse/contract";

type Schemas = components["schemas"];
export type LiveEvent = Schemas["LiveEvent"];
export type LiveGap = Schemas["LiveGap"];

/** `offline`: the connection is lost and is being made anew, with a new catch-up. */
export type LiveConnection = "connecting" | "watching" | "offline";

export interface LiveListener {
  /**
   * Events of a tab. `text` is the JSON message as it came: it goes on to the player page, which
   * reads it itself, so that a heavy page is not copied object by object.
   */
  onEvent(event: LiveEvent, text: string): void;
  onGap(gap: LiveGap): void;
  /** How the connection is, at once when the listener comes and at every change. */
  onConnection(connection: LiveConnection): void;
}

export interface LiveStream {
  /**
   * Watch a session until the returned function is called.
   *
   * For each tab that has a picture a catch-up comes first (`isCatchUp`, its first event is a
   * Meta), then what follows, in order of `seq`. Every listener gets a catch-up of its own, also
   * the second one of a session; after a new connection another one comes.
   * `batchMs` is how often the visitor's batches are asked for; the shortest of all listeners
   * holds.
   */
  watch(sessionId: string, listener: LiveListener, batchMs: number): () => void;
  /** The server's time now. */
  serverNow(): number;
}
