/** Reads one window of a recording as the API sends it. */

import { EventType, type eventWithTime } from "rrweb";
import type { Sanitiser } from "./sanitise/events";
import { fieldsOf, isNumber, listOf, numberOf } from "./sanitise/fields";

export interface EventWindow {
  /** First and last moment that the window can show, server clock, Unix ms. */
  fromAt: number;
  toAt: number;
  /** Where the next window begins; null when nothing follows. */
  nextFrom: number | null;
  events: eventWithTime[];
}

function parse(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/** Return the window with safe events in the order of their times, or null when it is no window. */
export function readWindow(bytes: ArrayBuffer, sanitiser: Sanitiser): EventWindow | null {
  const fields = fieldsOf(parse(bytes));
  if (!fields || !Array.isArray(fields.events)) return null;
  const clockOffsetMs = numberOf(fields.clockOffsetMs);
  const events: eventWithTime[] = [];
  for (const recorded of listOf(fields.events)) {
    const event = sanitiser.sanitise(recorded, clockOffsetMs);
    if (event) events.push(event);
  }
  // Late batches arrive out of order; sort() keeps the order of equal times.
  events.sort((a, b) => a.timestamp - b.timestamp);
  const nextFrom = isNumber(fields.nextFrom) ? fields.nextFrom : null;
  // Nothing happens between two windows: the first one holds until the second begins.
  const toAt = nextFrom === null ? numberOf(fields.toAt) : nextFrom - 1;
  return { fromAt: numberOf(fields.fromAt), toAt, nextFrom, events };
}

/**
 * Return what of `events` is not yet in `held`; both in order, `events` may begin with held ones.
 *
 * A live tail is asked for from the last known event on, that event included, because more events
 * of the same millisecond may have followed it.
 */
export function unseenEvents(held: readonly eventWithTime[], events: eventWithTime[]) {
  const last = held.at(-1)?.timestamp ?? Number.NEGATIVE_INFINITY;
  let sameTime = 0;
  for (let i = held.length - 1; i >= 0 && held[i]?.timestamp === last; i -= 1) sameTime += 1;
  return events.filter((event) => {
    if (event.timestamp > last) return true;
    if (event.timestamp < last) return false;
    sameTime -= 1;
    return sameTime < 0;
  });
}

/** Return the events from the first page on, or null when there is none to draw. */
export function playable(events: readonly eventWithTime[]): eventWithTime[] | null {
  const snapshot = events.findIndex((event) => event.type === EventType.FullSnapshot);
  if (snapshot < 0) return null;
  const before = events[snapshot - 1];
  return events.slice(before?.type === EventType.Meta ? snapshot - 1 : snapshot);
}
