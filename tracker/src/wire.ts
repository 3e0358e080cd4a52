/** The wire format of one batch. It only grows: trackers live long in visitors' caches. */

import * as EventType from "./eventTypes";

export const WIRE_VERSION = 1;

export interface PageView {
  readonly id: string;
  readonly at: number;
  readonly url: string;
  readonly title: string;
  readonly referrer: string;
  readonly viewportWidth: number;
  readonly viewportHeight: number;
}

export interface CustomEvent {
  readonly name: string;
  readonly at: number;
  readonly pageViewId: string;
  readonly url: string;
  readonly properties: Record<string, unknown>;
}

export interface PageError {
  readonly at: number;
  readonly pageViewId: string;
  readonly url: string;
  readonly message: string;
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly stack: string;
}

/**
 * What an element is known by, on any page that shows it, as `interactions/fingerprint.ts` derives it.
 * Texts are there as hashes of about 20 bits in base 36, salted with the project key; what the
 * element does not have is empty. The server keeps a print as it is.
 */
export interface Fingerprint {
  /**
   * The element, and what it stands in from its parent upwards, each as `tag:id:place:kinds`: its
   * place among siblings of its kind, from 1; its classes, its type and its role. The nearest go on
   * with `:paths:words`: of the first link and of the first image in it; the first of its text.
   */
  readonly steps: readonly string[];
  /** What the first elements inside look like: icons are known by that. */
  readonly inside: readonly string[];
}

/** One element that interactions name; sent once per page view, before they are. */
export interface SeenElement {
  /** 16 hex digits: the hash of the print. */
  readonly id: string;
  readonly pageViewId: string;
  readonly url: string;
  /** For people: tag, role, id or class, and at most 40 characters of text that is not masked. */
  readonly label: string;
  readonly print: Fingerprint;
}

/**
 * `rest`: the pointer rested for `durationMs`. `move`: `value` samples of 250 ms in a bin of 16 px.
 * `error`: a click after which the page threw within a second. `rage`, `dead` and `error` come
 * besides the `click` they are about. `scroll`: the part of a landmark that was reached, `ey` being
 * the deepest so far in this page view, and of the page `pageY`; the last one counts. `attention`:
 * the band of 1/64 of a landmark that begins at `ey` was seen for `durationMs` more.
 */
export type InteractionType =
  | "click"
  | "touch"
  | "rage"
  | "dead"
  | "error"
  | "rest"
  | "move"
  | "scroll"
  | "attention";

/** Bits of `flags`. */
export enum InteractionFlag {
  /** The element or an ancestor is `position: fixed`. */
  fixed = 1,
  /** … or `sticky`. */
  sticky = 2,
  /** It stands in a dialog, a popover or a menu that is open. */
  overlay = 4,
  /** It stands in a box that scrolls by itself. */
  inScroller = 8,
  shadow = 16,
  /** It stands in a frame of the same site. */
  frame = 32,
  /** By keyboard: the place is the centre of the element. */
  keyboard = 64,
  /** By a script, not by the visitor. */
  untrusted = 128,
  /** Its text is masked. */
  masked = 256,
}

/** One thing the visitor did. Numbers that are 0 are left out, and so is `elementId` if there is none. */
export interface Interaction {
  readonly type: InteractionType;
  readonly at: number;
  readonly pageViewId: string;
  readonly url: string;
  readonly elementId?: string;
  /** Where in the element, from its left and top, in 1/65535 of its width and height. */
  readonly ex?: number;
  readonly ey?: number;
  /** Where in the viewport, and on the page; CSS pixels. */
  readonly x?: number;
  readonly y?: number;
  readonly pageX?: number;
  readonly pageY?: number;
  /** Of the element, CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly viewportWidth?: number;
  readonly viewportHeight?: number;
  readonly pageHeight?: number;
  readonly pixelRatio?: number;
  /** Bits of `InteractionFlag`. */
  readonly flags?: number;
  /** Left and top of each box that scrolls around the element, the innermost first. */
  readonly scrolls?: readonly number[] | undefined;
  readonly durationMs?: number;
  /** Clicks of a `rage`, samples of a `move`. */
  readonly value?: number;
}

/** What the browser says about itself; lengths in CSS pixels. */
export interface Context {
  readonly language: string;
  readonly timeZone: string;
  readonly screenWidth: number;
  readonly screenHeight: number;
  readonly pixelRatio: number;
  readonly touch: boolean;
  /** Whether the visitor was asked; who was asked and said no sends nothing. */
  readonly consent: "granted" | "not-required";
  /** The browser sends Global Privacy Control, or Do Not Track. */
  readonly gpc: boolean;
  readonly dnt: boolean;
  /** Nothing is stored in this browser: the server makes an id of the visitor for the day. */
  readonly cookieless: boolean;
}

/** Whether the page is recorded; and if not, why. `starting`: it may be, a moment later. */
export type CaptureReason =
  | "starting"
  | "recorded"
  | "triggered-error"
  | "triggered-rage"
  | "triggered-page"
  | "triggered-event"
  | "triggered-live"
  | "gpc"
  | "dnt"
  | "excluded-page"
  | "too-short"
  | "not-sampled"
  | "no-trigger"
  | "no-config"
  | "too-large"
  | "too-costly"
  | "in-parent"
  | "refused";

/** Whether what is recorded is also sent. */
export function isKept(reason: CaptureReason): boolean {
  return reason === "recorded" || reason.startsWith("triggered-");
}

/** Who sends: the same in every batch of a page. */
export interface Sender {
  readonly projectKey: string;
  readonly trackerVersion: string;
  readonly visitorId: string | null;
  readonly context: Context;
}

/** Whether one page view is recorded, once that is known, and whenever it changes. */
export interface Capture {
  readonly pageViewId: string;
  readonly at: number;
  readonly reason: CaptureReason;
}

/** The lists of a batch. */
export type PartKind =
  | "pageViews"
  | "captures"
  | "customEvents"
  | "errors"
  | "events"
  | "costs"
  | "elements"
  | "interactions"
  | "consoleMessages"
  | "requests"
  | "vitals"
  | "identities";

/** JSON texts by list; lists without any are not sent. */
export type Parts = Partial<Record<PartKind, string[]>>;

export function addPart(parts: Parts, kind: PartKind, json: string): void {
  const list = parts[kind] ?? [];
  list.push(json);
  parts[kind] = list;
}

/** A batch that waits for its acknowledgement; `parts` are JSON texts. */
export interface Batch {
  readonly sessionKey: string;
  readonly tabId: string;
  readonly seq: number;
  readonly recorderVersion: string;
  readonly captureReason: CaptureReason;
  /** The live run that the page is recorded for. */
  readonly recordingId?: string | undefined;
  readonly parts: Parts;
}

/** The body of one attempt. `sentAt` belongs to the attempt: it tells the server our clock's error. */
export function bodyOf(batch: Batch, sender: Sender, sentAt: number): string {
  const { parts, ...place } = batch;
  const head = JSON.stringify({ version: WIRE_VERSION, ...sender, ...place, sentAt });
  const lists = Object.entries(parts).map(([kind, texts]) => `"${kind}":[${texts.join(",")}]`);
  return `${head.slice(0, -1)},${lists.join(",")}}`;
}

/** UTF-16 units of some batches: close to their bytes, and free to count. */
export function sizeOf(batches: readonly Batch[]): number {
  const texts = batches.flatMap((batch) => Object.values(batch.parts).flat());
  return texts.reduce((size, text) => size + text.length, 0);
}

/** True for two copies of one batch: the server stores it once. */
export function isSame(one: Batch, other: Batch): boolean {
  const { sessionKey, tabId, seq } = other;
  return one.seq === seq && one.tabId === tabId && one.sessionKey === sessionKey;
}

/** The place of the Meta event, which a full snapshot follows, among the batch's events; or -1. */
export function startOfRecording({ parts }: Batch): number {
  // rrweb names the type first, and so do we.
  const begin = `{"type":${EventType.meta},`;
  return (parts.events ?? []).findIndex((json) => json.startsWith(begin));
}

/** Storage can be edited by anyone; what is no batch would stop the queue for ever. */
export function isBatch(value: Partial<Batch> | null | undefined): value is Batch {
  const parts = Object.values(value?.parts ?? {});
  return typeof value?.seq === "number" && parts.length > 0 && parts.every(Array.isArray);
}
