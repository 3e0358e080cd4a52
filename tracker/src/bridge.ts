/** How `pulse.js` and the files that it loads later find each other: two properties of `window`. */

import type { Installation } from "./installation";
import type { Store } from "./storage";
import type { CaptureReason, PageView, PartKind } from "./wire";

/** The numbers rrweb gives its events. */
export const EventType = { fullSnapshot: 2, incrementalSnapshot: 3, meta: 4 } as const;

/** How much of a page's text is masked. */
export interface Masking {
  readonly isStrict: boolean;
  readonly selectors: readonly string[];
}

/** What the recorder offers. */
export interface Recorder {
  /** Version of rrweb: the replayer must know which one wrote a recording. */
  readonly version: string;
  /** Begin anew with a full snapshot. Never call it while an event is being emitted. */
  takeFullSnapshot(): void;
  stop(): void;
}

/** What `recorder.js` is offered. */
export interface Bridge {
  /** What the recorder masks besides what it always does. */
  masking(): Masking;
  /** The recorder is loaded and about to record. */
  onReady(recorder: Recorder): void;
  /** The page has too many elements: it will not be recorded. */
  onTooLarge(): void;
  /** One scrubbed rrweb event as JSON. */
  onEvent(type: number, json: string): void;
}

/** What `capture.js` offers. */
export interface Recording {
  /** Version of rrweb, empty until it is loaded. */
  version(): string;
  /** Whether the page is recorded, or why not. */
  reason(): CaptureReason;
  /** Drop everything until a new full snapshot, and ask for it; the session may be another one. */
  renew(): void;
  /** The same, but the page's own work comes first. */
  renewSoon(): void;
  stop(): void;
}

/** What `capture.js` is offered. */
export interface RecordingHost {
  readonly installation: Installation;
  /** Where the server's last answer is kept. */
  readonly store: Store;
  onOpened(recording: Recording): void;
  /** The session that the page is in now. */
  sessionKey(): string;
  /** False while events belong nowhere: the visitor is away, or earlier ones were lost. */
  isWanted(): boolean;
  /** One event to keep; after a full snapshot the batch should leave at once. */
  keep(json: string, isFullSnapshot: boolean): void;
  /** One part of another list of the batch, as JSON. */
  add(kind: PartKind, json: string): void;
  /** The page view of now. */
  view(): PageView;
}

/** What the project wants to know beside the recording; the server may leave any of it out. */
export interface CaptureConfig {
  readonly interactions?: boolean;
  readonly console?: boolean;
  readonly network?: boolean;
  readonly vitals?: boolean;
}

/** What happened that a recording may wait for. */
export type Trigger = "error" | "rage-click";

/** What the files that `capture.js` loads beside the recorder are offered. */
export interface Watch {
  readonly config: CaptureConfig;
  /** One part of a batch, as JSON; dropped once the observation has stopped. */
  add(kind: PartKind, json: string): void;
  /** The page view of now. */
  view(): PageView;
  onTrigger(trigger: Trigger): void;
}

declare global {
  interface Window {
    __pagepulseCapture: RecordingHost | undefined;
    __pagepulse: Bridge | undefined;
    __pagepulseInteractions: Watch | undefined;
    __pagepulseSignals: Watch | undefined;
  }
}
