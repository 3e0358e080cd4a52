// Reasons that are no limit; a limit brings its own sentence.
const WORDS: Record<string, string> = {
  origin_not_allowed:
    "Pages of an origin that this project does not allow; add it in its settings.",
  disk_full: "The server's disk was full. Trackers send them again.",
  journal_failed: "The server's disk did not take them. Trackers send them again.",
  journal_full: "The server had no room. Trackers send them again.",
  journal_busy: "More arrived than the disk could take. Trackers send them again.",
  overloaded: "More arrived than could be read. Trackers send them again.",
  not_json: "They were no JSON: cut off on the way, or not sent by a tracker.",
  bad_gzip: "They could not be decompressed: cut off on the way, or not sent by a tracker.",
  bad_id: "Their ids are none that a tracker makes.",
  crashed: "The server met a fault of its own; its log says more.",
};

/** Why batches were refused, as a sentence. */
export function reasonWords(code: string, limits: readonly string[]): string {
  const words = WORDS[code] ?? limits.join(" ");
  return words || `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll("_", " ")}.`;
}
