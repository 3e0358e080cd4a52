/** Finds what the visitor did, so that a replay can jump over the time when nothing happened. */

import { EventType, type eventWithTime, IncrementalSource } from "rrweb";

/** Inactivity shorter than this is shown: a pause of thought belongs to the session. */
const IDLE_MS = 5_000;
/** Shown after the last and before the next activity around a jump. */
const MARGIN_MS = 800;

const ACTIVE_SOURCES: ReadonlySet<number> = new Set([
  IncrementalSource.MouseMove,
  IncrementalSource.MouseInteraction,
  IncrementalSource.Scroll,
  IncrementalSource.ViewportResize,
  IncrementalSource.TouchMove,
  IncrementalSource.Drag,
]);

/** Whether the event was made by the visitor; scripts also change inputs and are not counted. */
function isActivity(event: eventWithTime): boolean {
  if (event.type !== EventType.IncrementalSnapshot) return false;
  const { data } = event;
  if (data.source === IncrementalSource.Input) return data.userTriggered !== false;
  return ACTIVE_SOURCES.has(data.source);
}

/** Return the times of the visitor's activity; a new page counts, its loading is worth seeing. */
export function activityTimes(events: readonly eventWithTime[]): number[] {
  const times: number[] = [];
  let href = "";
  for (const event of events) {
    const isNewPage = event.type === EventType.Meta && event.data.href !== href;
    if (event.type === EventType.Meta) href = event.data.href;
    if (isNewPage || isActivity(event)) times.push(event.timestamp);
  }
  return times;
}

/** Return the index of the first time after `at` in ascending `times`. */
export function indexAfter(times: readonly number[], at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Return where to go on when nothing happens around `at`, or null when it is worth watching.
 *
 * `end` is the end of what is loaded: without later activity the jump goes there. The higher the
 * speed, the longer the pause must be to be worth a jump.
 */
export function jumpOver(
  times: readonly number[],
  at: number,
  end: number,
  speed: number,
): number | null {
  const index = indexAfter(times, at);
  const previous = times[index - 1];
  if (previous !== undefined && at - previous < MARGIN_MS) return null;
  const next = times[index];
  const target = next === undefined ? end : next - MARGIN_MS;
  return target - at > IDLE_MS * Math.max(1, speed) ? target : null;
}
