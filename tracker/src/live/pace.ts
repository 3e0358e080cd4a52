/** Has batches leave often while somebody watches, but never two at a time. */

import { guarded } from "../guarded";

export interface PaceOptions {
  /** How often, in milliseconds; null while nobody watches: then batches leave as always. */
  interval(): number | null;
  /** Nothing waits for its acknowledgement. */
  isFree(): boolean;
  cut(): void;
}

/** Call the result for each event. A slow way makes batches larger, not more. */
export function openPace({ interval, isFree, cut }: PaceOptions): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const leave = guarded(() => {
    timer = undefined;
    if (isFree()) cut();
    else onKept();
  });
  function onKept(): void {
    const ms = interval();
    if (ms === null || timer !== undefined) return;
    timer = setTimeout(leave, ms);
  }
  return onKept;
}
