/** Sizes and durations of what recording costs, as people read them. */

const SECOND_MS = 1_000;
const KILOBYTE = 1_000;
const MEGABYTE = 1_000_000;
/** Below this a part of a millisecond says something. */
const SMALL_MS = 10;

/** `4.2 ms`, `180 ms`, `1.3 s`. */
export function describeWork(ms: number): string {
  if (ms >= SECOND_MS) return `${(ms / SECOND_MS).toFixed(1)} s`;
  return `${ms < SMALL_MS ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** `0.4 kB`, `38 kB`, `1.2 MB`. */
export function describeBytes(bytes: number): string {
  if (bytes >= MEGABYTE) return `${(bytes / MEGABYTE).toFixed(1)} MB`;
  const kilobytes = bytes / KILOBYTE;
  return `${kilobytes < 1 ? kilobytes.toFixed(1) : Math.round(kilobytes)} kB`;
}
