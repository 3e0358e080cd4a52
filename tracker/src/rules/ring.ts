/** Recorded events that are held in memory, because it is not said yet whether they may be sent. */

import * as EventType from "../eventTypes";
import { guarded } from "../guarded";
import { RING_BYTES } from "../limits";

/** The type of an rrweb event and its JSON. */
export type Held = readonly [type: number, json: string];

export interface Ring {
  /** Take an event; one whose beginning is not held is dropped. */
  push(type: number, json: string): void;
  /** Hand over all that is held, oldest first, from a full snapshot on. Then the ring is empty. */
  take(): readonly Held[];
  clear(): void;
}

/** Events from one full snapshot to the next: they go together or not at all. */
interface Stretch {
  readonly held: Held[];
  /** When something first happened after the full snapshot, Unix ms. */
  beganAt: number;
  size: number;
}

/**
 * Hold what happened in the last `spanMs`, or from the beginning where it is null, and a megabyte
 * at most. `checkout` asks for a full snapshot: what came before it can then go one day.
 */
export function openRing(spanMs: number | null, checkout: () => void): Ring {
  let stretches: Stretch[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const isOld = ({ beganAt }: Stretch): boolean => spanMs !== null && beganAt < Date.now() - spanMs;
  const size = (): number => stretches.reduce((sum, stretch) => sum + stretch.size, 0);

  function push(type: number, json: string): void {
    if (type === EventType.meta) begin();
    const last = stretches.at(-1);
    if (!last) return;
    last.held.push([type, json]);
    last.size += json.length;
    if (type === EventType.incrementalSnapshot) noteChange(last);
    // The last one may be old as well, but for as long as nothing follows it, it is all there is.
    while (stretches[1] && isOld(stretches[0] as Stretch)) stretches.shift();
    while (size() > RING_BYTES) stretches.shift();
  }
  function begin(): void {
    clearTimeout(timer);
    timer = undefined;
    stretches.push({ held: [], beganAt: Number.POSITIVE_INFINITY, size: 0 });
  }
  /** A page at rest is not asked again: its snapshot is as good as new. */
  function noteChange(stretch: Stretch): void {
    stretch.beganAt = Math.min(stretch.beganAt, Date.now());
    if (spanMs !== null) timer ??= setTimeout(guarded(ask), spanMs / 2);
  }
  function ask(): void {
    timer = undefined;
    checkout();
  }
  function clear(): void {
    clearTimeout(timer);
    timer = undefined;
    stretches = [];
  }

  return {
    push,
    take() {
      const held = stretches
        .filter((stretch) => !isOld(stretch))
        .flatMap((stretch) => stretch.held);
      clear();
      return held;
    },
    clear,
  };
}
