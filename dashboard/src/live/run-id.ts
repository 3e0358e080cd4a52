/** Enough of a run's id to tell it from others. */
const RUN_CHARS = 8;

/** The beginning of a run's id, without the prefix that all of them have. */
export function shortRun(recordingId: string): string {
  return recordingId.replace(/^run_/, "").slice(0, RUN_CHARS);
}
