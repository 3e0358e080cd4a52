/**
 * How the delivery in `pulse.js` and the lazily loaded `rescue.js` find each other.
 *
 * `pulse.js` alone can send, and hand over when the page is left. All that is needed when something
 * goes wrong is in `rescue.js`; a batch that fails before it is there waits for it.
 */

import type { Answer, Compress, Post } from "../post";
import type { Queue } from "../queue";
import type { Store } from "../storage";
import type { Batch, Sender } from "../wire";

/** What `rescue.js` offers. */
export interface Rescue {
  readonly compress: Compress;
  /** True when no attempt may be made now; `pump` is called when it may. */
  mustWait(): boolean;
  /** True from a failed or slow attempt until the next acknowledgement. */
  isUncertain(): boolean;
  /** True after recorded events had to be thrown away: only a new full snapshot helps. */
  hasGap(): boolean;
  /** What closed tabs left; it is sent when nothing of this page waits. */
  inherited(): Batch | undefined;
  onQueued(): void;
  onSending(): void;
  onStored(batch: Batch): void;
  onFailed(batch: Batch, response: Answer | null): void;
  /** The page may be gone the next moment. */
  onLeaving(): void;
  /** The page is gone for now: another one may send what is kept for its tab. */
  release(): void;
  /** There is reason to hope: try again as soon as the server allows. */
  retryNow(): void;
}

/** What the core lends. */
export interface Lifeline {
  /** How all names begin that are stored in the visitor's browser. */
  readonly prefix: string;
  readonly post: Post;
  readonly sender: Sender;
  /** Lasts as long as the tab. */
  readonly own: Store;
  /** True when the site's policy allows workers from blobs. */
  readonly hasWorker: boolean;
  readonly queue: Queue;
  /** Another number for a part of a batch; null when the batch is not of this tab and session. */
  renumber(batch: Batch): number | null;
  /** Look again whether something can be sent. */
  pump(): void;
  /** Recorded events are lost: record again from a new full snapshot. */
  onLost(): void;
  /** The server does not want this page's recording. */
  onRefused(): void;
  /** It does not want anything. */
  stop(): void;
  attach(rescue: Rescue): void;
}

/** What `rescue.js` leaves for `live.js`, which brings the same batches by another way. */
export type Carriage = Pick<Lifeline, "post" | "sender" | "own" | "queue"> &
  Pick<Rescue, "compress" | "retryNow">;

/** Where the pause is kept for the next page of the tab; while it is there, the server is in trouble. */
export const PAUSE = "retry";

declare global {
  interface Window {
    __pagepulseRescue?: Lifeline | undefined;
    __pagepulseCarriage?: Carriage | undefined;
  }
}
