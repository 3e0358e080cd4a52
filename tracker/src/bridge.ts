/** How `pulse.js` and the files that it loads later find each other: two properties of `window`. */

import type { Installation } from "./installation";
import type { CanvasPicture } from "./picture";
import type { RecordedEvent } from "./recorder/events";
import type { Store } from "./storage";
import type {
  Batch,
  CaptureReason,
  Interaction,
  InteractionType,
  PageView,
  PartKind,
} from "./wire";

/** How much of a page's text is masked. */
export interface Masking {
  readonly isStrict: boolean;
  readonly selectors: readonly string[];
  /** What the strict mode shows nevertheless; empty where the page itself asks for that mode. */
  readonly shown: readonly string[];
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
  readonly installation: Installation;
  /** What is kept for all pages of the site. */
  readonly store: Store;
  /** What the project wants to know beside the recording. */
  capture(): CaptureConfig;
  /** What the recorder masks besides what it always does. */
  masking(): Masking;
  /** The recorder is loaded and about to record. */
  onReady(recorder: Recorder): void;
  /** The page is not recorded from now on: it is too large, or recording it costs too much. */
  onEnd(reason: "too-large" | "too-costly"): void;
  /** What recording has cost the page since this was told last, as JSON. */
  onCost(json: string): void;
  /** One scrubbed rrweb event as JSON. */
  onEvent(type: number, json: string): void;
}

/** What `canvas.js` is offered. */
export interface CanvasHost {
  /** The canvases that may be recorded, with rrweb's ids; those in frames and shadow roots too. */
  find(): readonly (readonly [id: number, canvas: HTMLCanvasElement])[];
  /** Put a picture into the recording. */
  record(picture: CanvasPicture): void;
  /** Set by `canvas.js`, called after each full snapshot. */
  onCheckout: () => void;
}

/** What `frames.js` is offered by a page that records. */
export interface FramesHost {
  readonly installation: Installation;
  /** rrweb's id of the recorded frame that shows this window. */
  idOf(source: MessageEventSource | null): number | undefined;
  /** What of that frame may be recorded. */
  allowance(id: number): "all" | "shapes" | "nothing";
  /** Put an event into the recording. */
  record(event: RecordedEvent): void;
  /** Set by `frames.js`, called after each full snapshot. */
  onCheckout: () => void;
}

/** What `frames.js` is offered by a page that is shown in a frame of another origin. */
export interface FrameHost {
  readonly installation: Installation;
  /** The page above takes the recording. */
  onOpened(admission: Admission): void;
  /** The page above is none that the tag names: the frame is a page like any other. */
  onAlone(): void;
  /** Drop everything until a new full snapshot, which is asked for. */
  checkout(): void;
}

/** What each batch says of the recording: the version of rrweb is empty until it is loaded. */
export type Label = Pick<Batch, "recorderVersion" | "captureReason" | "recordingId">;

/** What `capture.js` offers. */
export interface Recording {
  label(): Label;
  /** Something happened that the recording may wait for; it stands in `RecordingHost.happened`. */
  onHappened(): void;
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
  /** Have what was kept and added leave now. */
  cut(): void;
  /** The page view of now. */
  view(): PageView;
  /** What happened and nobody has looked at yet. */
  readonly happened: Happened[];
}

/** What the project wants to know beside the recording; the server may leave any of it out. */
export interface CaptureConfig {
  readonly interactions?: boolean;
  readonly console?: boolean;
  readonly network?: boolean;
  readonly vitals?: boolean;
  readonly images?: boolean;
  readonly fonts?: boolean;
  readonly canvas?: boolean;
}

/** What happened that a recording may wait for. */
export type Trigger = "error" | "rage-click" | "custom-event";

/** A trigger, and the name of the custom event. */
export type Happened = readonly [trigger: Trigger, name?: string];

/** Which pages and moments the project wants recorded; patterns are of paths. */
export interface RecordingRules {
  /** Only these pages; all where there is none. */
  readonly includePaths: readonly string[];
  /** Never these. */
  readonly excludePaths: readonly string[];
  /** A session that is not drawn is recorded from one of these on. */
  readonly onError: boolean;
  readonly onRageClick: boolean;
  readonly onPaths: readonly string[];
  readonly onCustomEvents: readonly string[];
  /** A session that is drawn is sent from this age on. */
  readonly minDurationMs: number;
  /** How much of what was before a trigger is sent with it. */
  readonly preRollMs: number;
}

/** What `rules.js` is offered. */
export interface AdmissionHost {
  readonly rules: RecordingRules;
  /** Share of sessions that are drawn, 0 to 1. */
  readonly share: number;
  readonly host: RecordingHost;
  onOpened(admission: Admission): void;
  /** Drop everything until a new full snapshot, which is asked for. */
  checkout(): void;
  /** Have a full snapshot taken in the page's next pause. */
  refresh(): void;
  /** The page or the reason may be another one. */
  onChange(): void;
}

/** What `rules.js` offers: it decides what becomes of what is recorded. */
export interface Admission {
  /** The live run that the page is recorded for. */
  readonly recordingId?: string | undefined;
  /** True where all text is to be masked, whatever the project says. */
  readonly isStrict?: boolean;
  /** Whether the page of now is recorded, or why not. */
  reason(): CaptureReason;
  /** True where the page may be recorded, be it only to hold it back. */
  isOpen(): boolean;
  /** One scrubbed rrweb event as JSON: it is sent or held back. */
  pass(type: number, json: string): void;
  /** Something happened. */
  look(): void;
  /** Another session may have begun. */
  renew(): void;
  stop(): void;
}

/** Where the project's visitors keep a socket open. */
export interface LiveConfig {
  /** Its origin; empty: the one that `pulse.js` came from. */
  readonly socketUrl: string;
}

/** What `live.js` is offered. */
export interface LiveHost {
  readonly live: LiveConfig;
  readonly host: RecordingHost;
  /** What decides where no run is on. */
  readonly admission: Admission;
  /** Whether the page is recorded, or why not. */
  reason(): CaptureReason;
  /** Let another admission decide, and look what it says now. */
  onOpened(admission: Admission): void;
  /** Drop everything until a new full snapshot, which is asked for. */
  checkout(): void;
}

/** What the files that `capture.js` loads beside the recorder are offered. */
export interface Watch {
  readonly config: CaptureConfig;
  readonly masking: Masking;
  readonly projectKey: string;
  /** The folder of our files on the server, with a slash at its end. */
  readonly base: string;
  /** One part of a batch, as JSON; dropped once the observation has stopped. */
  add(kind: PartKind, json: string): void;
  /** The page view of now. */
  view(): PageView;
  onTrigger(trigger: Trigger): void;
  /** Have something undone when the observation stops. */
  onStop(undo: () => void): void;
  /** Tell an element and return its id; there as soon as interactions are watched. */
  describe?: (element: Element) => string;
}

/** A click that may still turn out to be dead, of rage, or broken. */
export interface Click {
  readonly interaction: Interaction;
  /** What was pressed, deep inside of the page's components. */
  readonly target: Element;
}

/** What an element stands in. */
export interface Surroundings {
  /** Bits of `InteractionFlag`. */
  readonly flags: number;
  /** Left and top of each box that scrolls, the innermost first. */
  readonly scrolls?: readonly number[];
  /** Where the viewport of the element's frame begins in that of the page, CSS pixels. */
  readonly frameX: number;
  readonly frameY: number;
}

/** A place in a viewport, CSS pixels; events of the mouse are such. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What `reactions.js` is offered. */
export interface ReactionsHost {
  readonly watch: Watch;
  /**
   * Put together what happened at a place, of the element's own viewport, or to all of it; `how` are
   * bits of `InteractionFlag`.
   */
  interactionAt(element: Element, type: InteractionType, at?: Point, how?: number): Interaction;
  send(interaction: Interaction): void;
  /** Note a click or a touch; clicks in the page's own document are noted without it. */
  note(event: MouseEvent, type: "click" | "touch"): void;
  /** Set by `reactions.js`: what is around an element; until then nothing is known of that. */
  around: (element: Element) => Partial<Surroundings>;
  /** Set by `reactions.js`: hears of each click of the visitor. */
  onClick?: (click: Click) => void;
}

/** What `badge.js` is to say. */
export interface BadgeHost {
  isShown: boolean;
  isWatched: boolean;
  /** Set by `badge.js`: show what is to be said now. */
  draw?: () => void;
}

declare global {
  interface Window {
    __pagepulseCapture: RecordingHost | undefined;
    __pagepulse: Bridge | undefined;
    __pagepulseCanvas: CanvasHost | undefined;
    __pagepulseFrames: FramesHost | undefined;
    __pagepulseFrame: FrameHost | undefined;
    __pagepulseAdmission: AdmissionHost | undefined;
    __pagepulseLive: LiveHost | undefined;
    __pagepulseBadge: BadgeHost | undefined;
    __pagepulseInteractions: Watch | undefined;
    __pagepulseReactions: ReactionsHost | undefined;
    __pagepulseSignals: Watch | undefined;
    __pagepulseVitals: Watch | undefined;
    __pagepulseIdentity: Watch | undefined;
    /** What the site last gave to `pulse.identify`, and what is to be called then. */
    __pagepulseIdentified: { id?: unknown; onId?: (() => void) | undefined } | undefined;
  }
}
