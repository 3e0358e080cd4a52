import type { DataRequest } from "../../../api";
import { formatCount, formatPlural } from "../../../format";

const SUBJECTS: Record<string, string> = {
  visitor: "a visitor",
  identity: "an identity",
  session: "a session",
  page: "a page",
  range: "a stretch of time",
  element: "an element",
  text: "a text",
  pattern: "a pattern",
};

/** What a request is about; who exactly is forgotten when it is over. */
export function titleOf({ kind, subjectKind }: DataRequest): string {
  const what = SUBJECTS[subjectKind] ?? subjectKind;
  return kind === "erasure" ? `Erase ${what}` : `Hide ${what}`;
}

/** What somebody named, while it is known. */
export function namedIn({ subject, rule }: DataRequest): string {
  return subject?.value || rule?.text || rule?.selector || rule?.pattern || "";
}

/** How far it is, or what came of it. */
export function stateOf(request: DataRequest): string {
  const { state, kind, progress, receipt } = request;
  if (state === "cancelled") return "Cancelled";
  if (state === "failed") return "Failed: the log of the server says why. Ask again.";
  if (receipt) return outcomeOf(request);
  if (progress.phase === "files") return "Out of sight. Old files leave the disk in ten minutes.";
  if (state === "counted") return `Found in ${hitsOf(request)}`;
  const done = `${formatCount(progress.sessions)} of ${formatPlural(progress.sessionsTotal, "session")}`;
  if (state === "waiting" || progress.sessionsTotal === 0) return "Begins in a moment";
  return kind === "erasure" ? `Erasing, ${done}` : `Going through recordings, ${done}`;
}

function outcomeOf({ kind, receipt, progress }: DataRequest): string {
  if (kind === "erasure") return `${formatPlural(receipt?.sessions ?? 0, "session")} erased`;
  return `Hidden in ${formatPlural(progress.recordings, "recording")}, ${formatPlural(progress.places, "place")}`;
}

function hitsOf({ progress }: DataRequest): string {
  return `${formatPlural(progress.recordings, "recording")}, ${formatPlural(progress.places, "place")}`;
}

/** Share that is done, 0…1. */
export function shareOf({ progress }: DataRequest): number {
  if (progress.phase === "files") return 1;
  return progress.sessionsTotal === 0 ? 0 : Math.min(1, progress.sessions / progress.sessionsTotal);
}
