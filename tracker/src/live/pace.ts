/** Has batches leave often while somebody watches, but never two at a time. */

import { guarded } from "../guarded";

export interface PaceOptions {
  /** How often, in milliseconds; null while nobody watches: then batches leave as always. */
  interval(): number | null;
  /** Nothing waits for its acknowledgement. */
  isFree(): boolean;
  cut(): void;
}

/**
 * Call the result for each event. After a pause the first leaves at once; a slow way makes batches
 * larger, not more.
 */
export function openPace({ interval, isFree, cut }: PaceOptions): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  let leftAt = Number.NEGATIVE_INFINITY;
  const leave = guarded(() => {
    timer = undefined;
    leftAt = performance.now();
    if (isFree()) cut();
    else onKept();
  });
  function onKept(): void {
    const ms = interval();
    if (ms === null || timer !== undefined) return;
    timer = setTimeout(leave, Math.max(0, leftAt + ms - performance.now()));
  }
  return onKept;
}
