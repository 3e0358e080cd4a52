import type { SessionSummary } from "../api";

const REASONS = {
  recorded: "the picture of the page never arrived",
  starting: "the visitor left before recording began",
  gpc: "the browser sends Global Privacy Control",
  dnt: "the browser sends Do Not Track",
  "not-sampled": "it was not drawn: only a share of the sessions is recorded",
  "no-config": "the browser could not read the project's settings",
  "too-large": "the page has too many elements",
  refused: "the server refused it, or it was stopped",
  "": "its tracker gave no reason",
} satisfies Record<SessionSummary["captureReason"], string>;

/** Say why a session has no recording, as the end of a sentence. */
export function describeReason({ captureReason }: SessionSummary): string {
  return REASONS[captureReason];
}
