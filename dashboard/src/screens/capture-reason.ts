import type { SessionSummary } from "../api";

type CaptureReason = SessionSummary["captureReason"];

interface Words {
  /** Of a page view or a session, as short as a badge. */
  label: string;
  /** Why there is no recording, as the end of a sentence. */
  why: string;
  /** What would bring a recording; missing where nothing would, or should. */
  advice?: string;
}

const NEVER_ARRIVED = "the picture of the page never arrived";

const REASONS = {
  recorded: { label: "Recorded", why: NEVER_ARRIVED },
  "triggered-error": { label: "Recorded from an error on", why: NEVER_ARRIVED },
  "triggered-rage": { label: "Recorded from a rage click on", why: NEVER_ARRIVED },
  "triggered-page": { label: "Recorded from a chosen page on", why: NEVER_ARRIVED },
  "triggered-event": { label: "Recorded from a custom event on", why: NEVER_ARRIVED },
  "triggered-live": { label: "Recorded live", why: NEVER_ARRIVED },
  starting: { label: "Left too soon", why: "the visitor left before recording began" },
  gpc: {
    label: "Global Privacy Control",
    why: "the browser sends Global Privacy Control",
    advice: "The visitor asks for privacy, and that is respected. Nothing changes it.",
  },
  dnt: {
    label: "Do Not Track",
    why: "the browser sends Do Not Track",
    advice: "The visitor asks for privacy, and that is respected. Nothing changes it.",
  },
  "excluded-page": {
    label: "Page left out",
    why: "pages that it saw are left out of recording",
    advice: "The list of pages says which ones are recorded.",
  },
  "too-short": {
    label: "Too short",
    why: "it ended before the least duration of a recording",
    advice: "A shorter least duration keeps more sessions.",
  },
  "not-sampled": {
    label: "Not drawn",
    why: "it was not drawn: only a share of the sessions is recorded",
    advice: "A larger share, or a trigger such as an error, records more sessions.",
  },
  "no-trigger": {
    label: "No trigger",
    why: "it was not drawn, and nothing set a recording off",
    advice: "A larger share, or more triggers, record more sessions.",
  },
  "no-config": {
    label: "No settings",
    why: "the browser could not read the project's settings",
    advice:
      "The site's address must be an allowed origin, and its policy must let pages connect here.",
  },
  "too-large": { label: "Page too large", why: "the page has too many elements" },
  "too-costly": { label: "Page too busy", why: "recording would have slowed the page down" },
  "in-parent": {
    label: "Part of a page",
    why: "it was shown in a frame, and is part of that page's recording",
  },
  expired: {
    label: "Deleted",
    why: "it was deleted because of its age, or to make room on the disk",
    advice: "Settings, Data says how long recordings are kept, and how much room they may take.",
  },
  refused: { label: "Refused", why: "the server refused it, or it was stopped" },
  "": { label: "Not known", why: "its tracker gave no reason" },
} satisfies Record<CaptureReason, Words>;

/** Say why a session has no recording, as the end of a sentence. */
export function describeReason({ captureReason }: SessionSummary): string {
  return REASONS[captureReason].why;
}

/** What an admin can change so that such a session is recorded; empty when nothing. */
export function adviceFor({ captureReason }: SessionSummary): string {
  const words: Words = REASONS[captureReason];
  return words.advice ?? "";
}

/** Whether a setting decided about the recording, and which screen has it. */
export function settingOf(reason: CaptureReason): "recording" | "project" | undefined {
  if (["excluded-page", "too-short", "not-sampled", "no-trigger"].includes(reason)) {
    return "recording";
  }
  return reason === "no-config" ? "project" : undefined;
}

/** A reason in two words or three. */
export function reasonLabel(reason: string): string {
  return isReason(reason) ? REASONS[reason].label : reason;
}

/** Whether what is said of a page view means that it is in the recording. */
export function isRecorded(reason: CaptureReason): boolean {
  return reason === "recorded" || reason.startsWith("triggered-");
}

function isReason(text: string): text is CaptureReason {
  return Object.hasOwn(REASONS, text);
}
