/** The wire format of one batch. It only grows: trackers live long in visitors' caches. */

import { EventType } from "./bridge";

export const WIRE_VERSION = 1;

/** How the JSON of a Meta event begins: rrweb names the type first, and so do we. */
const META_BEGIN = `{"type":${EventType.meta},`;

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
}

/** Whether the page is recorded; and if not, why. `starting`: it may be, a moment later. */
export type CaptureReason =
  | "starting"
  | "recorded"
  | "gpc"
  | "dnt"
  | "not-sampled"
  | "no-config"
  | "too-large"
  | "refused";

/** Who sends: the same in every batch of a page. */
export interface Sender {
  readonly projectKey: string;
  readonly trackerVersion: string;
  readonly visitorId: string | null;
  readonly context: Context;
}

/** The lists of a batch. */
export type PartKind =
  | "pageViews"
  | "customEvents"
  | "errors"
  | "events"
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
  return (parts.events ?? []).findIndex((json) => json.startsWith(META_BEGIN));
}

/** Storage can be edited by anyone; what is no batch would stop the queue for ever. */
export function isBatch(value: Partial<Batch> | null | undefined): value is Batch {
  const parts = Object.values(value?.parts ?? {});
  return typeof value?.seq === "number" && parts.length > 0 && parts.every(Array.isArray);
}
