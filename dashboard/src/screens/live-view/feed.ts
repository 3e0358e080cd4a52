/** Lists what arrives, event by event, with names that a person knows. */

import type { LiveEvent } from "../../live/stream";
import { fieldsOf, isNumber, textOf } from "../../player/sanitise/fields";
import { FULL_SNAPSHOT, META, timeOf } from "./messages";

/** What a row is about; the choices above the list. */
export type FeedKind = "visitor" | "page" | "change" | "error";

export interface FeedEntry {
  /** When the first of its events happened, the server's clock. */
  at: number;
  tabId: string;
  kind: FeedKind;
  name: string;
  /** The page's address, or what went wrong. */
  detail: string;
  /** Events of the same kind that came one after the other. */
  count: number;
}

export interface Feed {
  entries: readonly FeedEntry[];
  /** Events so far, by kind. */
  counts: Readonly<Record<FeedKind, number>>;
}

export const EMPTY_FEED: Feed = {
  entries: [],
  counts: { visitor: 0, page: 0, change: 0, error: 0 },
};

/** Rows that are kept; the stored recording lists everything. */
const MAX_ENTRIES = 2_000;
/** Events of one name that follow each other within this time, ms, are one row. */
const TOGETHER_MS = 2_000;

type Named = { kind: FeedKind; name: string; detail?: string };

/** By rrweb's numbers of sources of incremental events. */
const SOURCES: Readonly<Record<number, Named>> = {
  0: { kind: "change", name: "Page changed" },
  1: { kind: "visitor", name: "Pointer moved" },
  3: { kind: "visitor", name: "Scrolled" },
  4: { kind: "page", name: "Window resized" },
  5: { kind: "visitor", name: "Input" },
  6: { kind: "visitor", name: "Finger moved" },
  7: { kind: "change", name: "Media" },
  8: { kind: "change", name: "Style rules" },
  10: { kind: "change", name: "Font" },
  12: { kind: "visitor", name: "Dragged" },
  13: { kind: "change", name: "Style" },
  14: { kind: "visitor", name: "Text selected" },
  15: { kind: "change", name: "Style sheets" },
};
/** By rrweb's numbers of what a pointer or the focus does; a press and its release are its click. */
const INTERACTIONS: Readonly<Record<number, string>> = {
  2: "Click",
  3: "Context menu",
  4: "Double click",
  5: "Focus",
  6: "Focus left",
  7: "Touch",
};
const POINTER = 2;

function incrementalName(data: ReturnType<typeof fieldsOf>): Named | null {
  if (!data || !isNumber(data.source)) return null;
  if (data.source !== POINTER) return SOURCES[data.source] ?? null;
  const name = isNumber(data.type) ? INTERACTIONS[data.type] : undefined;
  return name ? { kind: "visitor", name } : null;
}

function nameOf(event: unknown): Named | null {
  const fields = fieldsOf(event);
  const data = fieldsOf(fields?.data);
  if (fields?.type === META) return { kind: "page", name: "Page", detail: textOf(data?.href) };
  if (fields?.type === FULL_SNAPSHOT) return { kind: "page", name: "Full snapshot" };
  return incrementalName(data);
}

function isTogether(one: FeedEntry | undefined, other: FeedEntry): one is FeedEntry {
  if (!one || one.name !== other.name || one.tabId !== other.tabId) return false;
  return one.detail === other.detail && other.at - one.at <= TOGETHER_MS;
}

function entriesOf({ tabId, events, errors }: LiveEvent, clockOffsetMs: number): FeedEntry[] {
  const entries: FeedEntry[] = [];
  const add = (at: number | null, named: Named | null) => {
    if (at === null || !named) return;
    entries.push({ detail: "", ...named, at: at + clockOffsetMs, tabId, count: 1 });
  };
  for (const event of events) add(timeOf(event), nameOf(event));
  for (const error of errors) {
    const { at, message } = fieldsOf(error) ?? {};
    add(isNumber(at) ? at : null, { kind: "error", name: "Error", detail: textOf(message) });
  }
  return entries.toSorted((a, b) => a.at - b.at);
}

/** Return the feed with one more message; `clockOffsetMs` leads to the server's clock. */
export function withMessage(feed: Feed, event: LiveEvent, clockOffsetMs: number): Feed {
  const added = entriesOf(event, clockOffsetMs);
  if (added.length === 0) return feed;
  const entries = [...feed.entries];
  const counts = { ...feed.counts };
  for (const entry of added) {
    counts[entry.kind] += 1;
    const last = entries.at(-1);
    if (isTogether(last, entry)) entries[entries.length - 1] = { ...last, count: last.count + 1 };
    else entries.push(entry);
  }
  return { entries: entries.slice(-MAX_ENTRIES), counts };
}

/** Return the rows of a kind; null means all. */
export function entriesOfKind(feed: Feed, kind: FeedKind | null): readonly FeedEntry[] {
  return kind === null ? feed.entries : feed.entries.filter((entry) => entry.kind === kind);
}
