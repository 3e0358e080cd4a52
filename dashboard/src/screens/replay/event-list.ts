/** Makes the event list of the server's markers and of what the player found out about each. */

import type { ActionKind, ElementLabel } from "../../player/protocol";
import type { Marker } from "./recording";

/** What was acted on, by action, moment and tab; grows with every window that is loaded. */
export type Labels = ReadonlyMap<string, ElementLabel>;

/** Labels kept at most: several times what the server lists of a session. */
const MAX_KEPT_LABELS = 20_000;
/** Clicks on the same thing that follow each other within this time are one entry. */
const REPEAT_MS = 1_000;
/** Clicks on the same thing within `REPEAT_MS` that tell of anger. */
const RAGE_CLICKS = 3;
/** Nobody clicks twice so fast: the browser passed a click on a label on to its field. */
const SAME_PRESS_MS = 50;
/** The API has one kind for fields that get and lose the focus; this label tells them apart. */
const LEFT_LABEL = "Field left";

const WORDS: Partial<Record<ActionKind, string>> = {
  click: "Click",
  input: "Input",
  focus: "Focus",
  blur: "Left",
};

/** One line of the event list. */
export interface Entry {
  at: number;
  tabId: string;
  kind: Marker["kind"];
  words: string;
  /** What was acted on; "" when that is not known. */
  name: string;
  /** Node id of it; -1 when that is not known. */
  element: number;
  /** Its moment, and those of the same click repeated at once. */
  times: number[];
}

/** Fields that get and lose the focus would hide what matters; they have a filter of their own. */
export function isMain({ kind }: Marker): boolean {
  return kind !== "focus";
}

function keyOf(tabId: string, at: number, kind: ActionKind): string {
  return `${kind} ${at} ${tabId}`;
}

/** Return what was found out about an action; `at` as the events have it. */
export function labelAt(
  labels: Labels,
  tabId: string,
  at: number,
  kind: ActionKind,
): ElementLabel | undefined {
  return labels.get(keyOf(tabId, Math.floor(at), kind));
}

/** Return the labels with those of one more window of a tab. */
export function withLabels(held: Labels, tabId: string, labels: readonly ElementLabel[]): Labels {
  const all = new Map(held);
  for (const label of labels) {
    if (all.size >= MAX_KEPT_LABELS) break;
    all.set(keyOf(tabId, label.at, label.kind), label);
  }
  return all;
}

function actionOf({ kind, label }: Marker): ActionKind | null {
  if (kind === "click" || kind === "input") return kind;
  if (kind !== "focus") return null;
  return label === LEFT_LABEL ? "blur" : "focus";
}

function entryOf(marker: Marker, labels: Labels): Entry {
  const { at, tabId, kind } = marker;
  const action = actionOf(marker);
  const found = action && labels.get(keyOf(tabId, at, action));
  const words = (found && WORDS[found.kind]) ?? marker.label;
  return {
    at,
    tabId,
    kind,
    words,
    name: found?.label ?? "",
    element: found?.element ?? -1,
    times: [at],
  };
}

function isSameClick(one: Entry, other: Entry): boolean {
  if (one.kind !== "click" || other.kind !== "click") return false;
  return one.name !== "" && one.name === other.name && one.tabId === other.tabId;
}

/** Return the entries of markers in order of time; clicks repeated on one thing are one entry. */
export function entriesOf(markers: readonly Marker[], labels: Labels): Entry[] {
  const entries: Entry[] = [];
  for (const marker of markers) {
    const entry = entryOf(marker, labels);
    const last = entries.at(-1);
    const sinceMs = entry.at - (last?.times.at(-1) ?? Number.NEGATIVE_INFINITY);
    const isRepeated = last !== undefined && isSameClick(last, entry) && sinceMs <= REPEAT_MS;
    if (!isRepeated) entries.push(entry);
    else if (last.element === entry.element) last.times.push(entry.at);
    else if (sinceMs > SAME_PRESS_MS) entries.push(entry);
  }
  return entries;
}

/** Whether so many clicks on one thing fell into a second that the visitor lost patience. */
export function isRage({ times }: Entry): boolean {
  return times.some(
    (at, index) => at - (times[index - RAGE_CLICKS + 1] ?? Number.NEGATIVE_INFINITY) <= REPEAT_MS,
  );
}

/** Return what was done: "Click", "Rage clicks", or the server's words. */
export function wordsOf(entry: Entry): string {
  return isRage(entry) ? "Rage clicks" : entry.words;
}

/** Return how often it was done, "×3"; "" for once. */
export function countOf({ times }: Entry): string {
  return times.length > 1 ? `×${times.length}` : "";
}

/** Return the whole entry as text, for example "Click Add to basket ×2". */
export function textOf(entry: Entry): string {
  return [wordsOf(entry), entry.name, countOf(entry)].filter(Boolean).join(" ");
}
