/** Room on the disk in words and sizes, as people read them. */

import type { StorageReport } from "../../api";

type Kind = StorageReport["kinds"][number]["kind"];
type State = StorageReport["disk"]["state"];
type Reason = StorageReport["nextToGo"][number]["reason"];

const STEP = 1_000;
const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;
/** From here on a part of the unit says nothing. */
const WHOLE_FROM = 100;

/** `0 B`, `4.2 kB`, `380 MB`, `1.5 GB`. */
export function describeSize(bytes: number): string {
  let size = Math.max(0, bytes);
  let unit = 0;
  while (size >= STEP && unit < UNITS.length - 1) {
    size /= STEP;
    unit += 1;
  }
  const digits = unit === 0 || size >= WHOLE_FROM ? 0 : 1;
  return `${size.toFixed(digits)} ${UNITS[unit]}`;
}

/** What each kind is, and the colour of its part of the bar. */
export const KINDS: Record<Kind, { label: string; look: string }> = {
  recordings: { label: "Recordings", look: "bg-pulse" },
  assets: { label: "Style sheets, images, fonts", look: "bg-first" },
  interactions: { label: "Clicks and scrolling", look: "bg-second" },
  signals: { label: "Errors, requests, vitals", look: "bg-attention" },
  numbers: { label: "Visits and page views", look: "bg-good" },
};

/** Why a recording goes before others. */
export const REASONS: Record<Reason, string> = {
  "left at once": "Left at once",
  "did little": "Did little",
  visited: "An ordinary visit",
  "met trouble": "Met an error or a rage click",
};

/** What a state of the disk means; nothing while all is well. */
export function describeState(state: State): string {
  switch (state) {
    case "ok":
      return "";
    case "low":
      return "The disk of the server fills up. Give it more room, or a budget to this project.";
    case "shedding":
      return "The disk is nearly full: recordings of the dullest sessions are deleted, pinned ones stay.";
    case "full":
      return "The disk is full: nothing new is taken, visitors' browsers keep it and send it later. Clear the disk; it goes on by itself.";
  }
}

/** The text of a budget as GB; null for none, undefined for what is no number. */
export function parseBudget(typed: string): number | null | undefined {
  const text = typed.trim().replace(",", ".");
  if (!text) return null;
  const budget = Number(text);
  return Number.isFinite(budget) && budget > 0 ? budget : undefined;
}
