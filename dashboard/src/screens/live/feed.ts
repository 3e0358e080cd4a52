/** What happened while somebody looked: told from how things were to how they are. */

import { formatPage } from "../../format";
import type { LiveVisitor } from "../../live/messages";
import type { Presence } from "../../live/presence";
import { frontTab } from "./online";

export type FeedKind =
  | "came"
  | "left"
  | "page"
  | "recording"
  | "recorded"
  | "run-started"
  | "run-stopped"
  | "resyncing"
  | "healed";

export type FeedEntry = {
  kind: FeedKind;
  /** Unix ms. */
  at: number;
  sessionId: string;
  visitorId: string;
  /** What the entry is about: a page, a purpose. */
  text: string;
};

/** So many entries are kept: more than anybody scrolls back through. */
const MOST_KEPT = 500;

/** What is different between two moments; `at` is the later one. */
export function happened(before: Presence, after: Presence, at: number): FeedEntry[] {
  // All at once are not arrivals: the screen was just opened.
  if (!before.isKnown) return [];
  return [...visitorEntries(before, after, at), ...runEntries(before, after, at)];
}

function visitorEntries(before: Presence, after: Presence, at: number): FeedEntry[] {
  const entries: FeedEntry[] = [];
  for (const visitor of after.visitors.values()) {
    const known = before.visitors.get(visitor.sessionId);
    if (known !== visitor) entries.push(...changes(known, visitor, at));
  }
  for (const visitor of before.visitors.values()) {
    if (!after.visitors.has(visitor.sessionId)) entries.push(entry("left", visitor, at));
  }
  return entries;
}

function changes(known: LiveVisitor | undefined, visitor: LiveVisitor, at: number): FeedEntry[] {
  const entries: FeedEntry[] = [];
  if (!known) entries.push(entry("came", visitor, at));
  else if (frontTab(known)?.pageURL !== frontTab(visitor)?.pageURL) {
    entries.push(entry("page", visitor, at));
  }
  const [was, is] = [known?.recordingState ?? "idle", visitor.recordingState];
  if (is === "recording" && was !== "recording") entries.push(entry("recording", visitor, at));
  if (is === "idle" && was !== "idle") entries.push(entry("recorded", visitor, at));
  return entries;
}

function entry(kind: FeedKind, visitor: LiveVisitor, at: number): FeedEntry {
  const { sessionId, visitorId } = visitor;
  const text = formatPage(frontTab(visitor)?.pageURL ?? "");
  return { kind, at, sessionId, visitorId, text };
}

function runEntries(before: Presence, after: Presence, at: number): FeedEntry[] {
  const entries: FeedEntry[] = [];
  for (const run of after.runs.values()) {
    const known = before.runs.get(run.recordingId);
    const of = { at, sessionId: "", visitorId: "", text: run.purpose };
    if (!known && run.state !== "stopped") entries.push({ kind: "run-started", ...of });
    if (known && known.state !== "stopped" && run.state === "stopped") {
      entries.push({ kind: "run-stopped", ...of });
    }
  }
  return entries;
}

/** Put new entries before the others, the newest first. */
export function addTo(entries: readonly FeedEntry[], fresh: readonly FeedEntry[]): FeedEntry[] {
  return [...fresh.toReversed(), ...entries].slice(0, MOST_KEPT);
}

/** How many there are of each kind. */
export function countsOf(entries: readonly FeedEntry[]): Partial<Record<FeedKind, number>> {
  const counts: Partial<Record<FeedKind, number>> = {};
  for (const { kind } of entries) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
