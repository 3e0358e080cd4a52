/** How `pulse.js` and the lazily loaded `recorder.js` find each other: one property of `window`. */

/** The numbers rrweb gives its events. */
export const EventType = { fullSnapshot: 2, incrementalSnapshot: 3, meta: 4 } as const;

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
