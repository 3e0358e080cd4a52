/** How `pulse.js` and the lazily loaded `recorder.js` find each other: one property of `window`. */

import type { Compress } from "./gzip";
import type { Batch } from "./wire";

/** The numbers rrweb gives its events. */
export const EventType = { fullSnapshot: 2, incrementalSnapshot: 3, meta: 4 } as const;

/** Batches that outlast their tab; see `recorder/archive.ts`. */
export interface Archive {
  /** Keep batches until they are forgotten; those that are kept already cost nothing. */
  keep(batches: readonly Batch[]): void;
  forget(batches: readonly Batch[]): void;
  /** Hand on what closed tabs left behind, and forget what is too old. */
  inherit(onFound: (batches: Batch[]) => void): void;
  /** The page is left: others may send for its tab. Whoever stays just goes on. */
  release(): void;
}

/** What `recorder.js` offers besides the recording: code that a page in good health never needs. */
export interface Depot {
  openArchive(prefix: string): Archive;
  /** See `recorder/shrink.ts` for these two. */
  shrink(batch: Batch, number: () => number | null): Batch[];
  dropEvents(batches: readonly Batch[]): { rest: Batch[]; isAll: boolean };
  /** Throws where the site's policy forbids it. */
  openWorker(): Compress;
}

/** What the recorder offers. */
export interface Recorder {
  /** Version of rrweb: the replayer must know which one wrote a recording. */
  readonly version: string;
  /** Begin anew with a full snapshot. Never call it while an event is being emitted. */
  takeFullSnapshot(): void;
  stop(): void;
}

/** What the core offers. */
export interface Bridge {
  /** The file is loaded; whether it will record is not decided yet. */
  onLoaded(depot: Depot): void;
  /** The recorder is loaded and about to record. */
  onReady(recorder: Recorder): void;
  /** One scrubbed rrweb event as JSON. */
  onEvent(type: number, json: string): void;
}

declare global {
  interface Window {
    __pagepulse?: Bridge;
  }
}
