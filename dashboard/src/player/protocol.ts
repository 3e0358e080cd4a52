/**
 * What the dashboard and the player page say to each other by `postMessage`.
 *
 * The player page lives on another origin, so that a recording can never reach the dashboard.
 * Both sides check the other's origin before they read a message. All times are Unix milliseconds
 * of the server's clock.
 */

import type { Asset } from "./assets";
import { type Fields, fieldsOf, isNumber } from "./sanitise/fields";

/** Seconds of recorded time per second, slowest and fastest that the player accepts. */
export const SPEEDS = [0.5, 1, 2, 4, 8, 16] as const;
export type Speed = (typeof SPEEDS)[number];

/** Name of the player page's query parameter that holds the dashboard's origin. */
export const DASHBOARD_PARAMETER = "dashboard";

/** A window as `GET /api/tracking/sessions/{sessionId}/events` sent it, not yet parsed. */
type WindowBytes = ArrayBuffer;

/** What the events of a message refer to; older ones refer to nothing. */
type Referred = { assets?: readonly Asset[] };

export type ToPlayer =
  /** Forget what is loaded and begin with this window; `run` marks every answer about it. */
  | ({
      type: "load";
      run: number;
      tabId: string;
      bytes: WindowBytes;
      at: number;
      playing: boolean;
    } & Referred)
  /** What follows the loaded windows. `complete`: nothing follows any more. */
  | ({ type: "append"; run: number; bytes: WindowBytes } & Referred)
  /**
   * Show a tab as it is now: live messages from a full snapshot on, as text; `follow` brings what comes.
   * `clockOffsetMs` leads from the visitor's clock to the server's, `localOffsetMs` from the server's to
   * the one of this browser. `batchMs`: how often the visitor sends.
   */
  | ({
      type: "live";
      run: number;
      tabId: string;
      texts: readonly string[];
      clockOffsetMs: number;
      localOffsetMs: number;
      batchMs: number;
    } & Referred)
  /** The next live message of that tab. */
  | ({ type: "follow"; run: number; text: string; localOffsetMs: number } & Referred)
  | { type: "play" }
  /** Stand still; what is live does not go on by itself. */
  | { type: "pause" }
  /** Go to a moment inside the loaded range. */
  | { type: "seek"; at: number }
  /** Go to the next (1) or previous (-1) change of the page. */
  | { type: "step"; direction: 1 | -1 }
  /** Let somebody point at an element of the page that stands still, or no longer. */
  | { type: "pick"; isOn: boolean }
  | { type: "configure"; speed: Speed; skipInactivity: boolean }
  | { type: "ping" };

export type PlayerState =
  | "paused"
  | "playing"
  /** Played to the end of what is loaded; goes on by itself after `append`. */
  | "waiting"
  /** Played to the end of the recording. */
  | "ended";

/** What a visitor can do to an element. */
const ACTION_KINDS = [
  "click",
  "double_click",
  "context_menu",
  "touch",
  "input",
  "focus",
  "blur",
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** On what the visitor acted; `label` is text of the recorded page, which anybody may have written. */
export interface ElementLabel {
  at: number;
  kind: ActionKind;
  label: string;
  /** Node id of the element, the same for all actions on it until the page is loaded anew. */
  element: number;
}

/** Labels in one message; the server lists no more moments of a whole session. */
export const MAX_LABELS = 5_000;
/** Longest label that is taken, UTF-16 units: a name of 40 characters can have two units for each. */
const MAX_LABEL_UNITS = 80;

export type FromPlayer =
  | { type: "ready" }
  /** The loaded range, after `load` and `append`; `nextFrom` as the API gave it. */
  | {
      type: "loaded";
      run: number;
      fromAt: number;
      toAt: number;
      lastEventAt: number;
      nextFrom: number | null;
    }
  /** The frame of `at` is on the screen. */
  | { type: "painted"; run: number; at: number }
  | { type: "time"; at: number }
  /** What is shown of a tab that is live, and how long ago the newest of it happened; null: nothing new. */
  | { type: "live"; run: number; at: number; lagMs: number | null }
  | { type: "state"; state: PlayerState }
  /** Size of the visitor's viewport, CSS pixels. */
  | { type: "size"; width: number; height: number }
  /** Inactivity that was jumped over. */
  | { type: "skipped"; fromAt: number; toAt: number }
  /** What was acted on in the events of the last `load` or `append`. */
  | { type: "labels"; run: number; labels: ElementLabel[] }
  | {
      type: "problem";
      run: number;
      problem: "unreadable" | "no_snapshot" | "truncated" | "missing_assets";
    }
  /** What was pointed at; the selector holds names that the recorded page chose. */
  | { type: "picked"; selector: string }
  | { type: "pong" };

const FROM_PLAYER_TYPES: ReadonlySet<string> = new Set<FromPlayer["type"]>([
  "ready",
  "loaded",
  "painted",
  "time",
  "live",
  "state",
  "size",
  "skipped",
  "labels",
  "problem",
  "picked",
  "pong",
]);
const TO_PLAYER_TYPES: ReadonlySet<string> = new Set<ToPlayer["type"]>([
  "load",
  "append",
  "live",
  "follow",
  "play",
  "pause",
  "seek",
  "step",
  "pick",
  "configure",
  "ping",
]);

function typeOf(data: unknown): string {
  if (typeof data !== "object" || data === null || !("type" in data)) return "";
  return typeof data.type === "string" ? data.type : "";
}

function isLabel(value: unknown): boolean {
  const label = fieldsOf(value);
  if (!label || typeof label.label !== "string") return false;
  return (
    isNumber(label.at) &&
    isNumber(label.element) &&
    ACTION_KINDS.some((kind) => kind === label.kind) &&
    label.label.length <= MAX_LABEL_UNITS
  );
}

function areLabels({ run, labels }: Fields): boolean {
  const isList = isNumber(run) && Array.isArray(labels) && labels.length <= MAX_LABELS;
  return isList && labels.every(isLabel);
}

function isLive({ run, at, lagMs }: Fields): boolean {
  return isNumber(run) && isNumber(at) && (lagMs === null || isNumber(lagMs));
}

/** As long as the server takes it, and of letters that no selector does without. */
const SELECTOR = /^[\w#.> -]{1,200}$/;

function isPicked({ selector }: Fields): boolean {
  return typeof selector === "string" && SELECTOR.test(selector);
}

/** What a recording can bring on to the screen: nothing but the agreed shape may pass. */
function hasAgreedShape(data: unknown): boolean {
  const message = fieldsOf(data);
  if (message?.type === "labels") return areLabels(message);
  if (message?.type === "picked") return isPicked(message);
  return message?.type === "live" ? isLive(message) : true;
}

/** Return the message of the player page, or null when the event is of anybody else. */
export function readFromPlayer(
  event: MessageEvent<unknown>,
  player: MessageEventSource | null,
  origin: string,
): FromPlayer | null {
  if (event.origin !== origin || event.source !== player) return null;
  const isKnown = FROM_PLAYER_TYPES.has(typeOf(event.data)) && hasAgreedShape(event.data);
  return isKnown ? (event.data as FromPlayer) : null;
}

/** Return the message of the dashboard, or null when the event is of anybody else. */
export function readToPlayer(
  event: MessageEvent<unknown>,
  dashboard: MessageEventSource | null,
  origin: string,
): ToPlayer | null {
  if (event.origin !== origin || event.source !== dashboard) return null;
  return TO_PLAYER_TYPES.has(typeOf(event.data)) ? (event.data as ToPlayer) : null;
}
