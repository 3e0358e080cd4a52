/** Reads a message of the live socket. */

import { type eventWithTime, IncrementalSource } from "rrweb";
import type { Sanitiser } from "./sanitise/events";
import { fieldsOf, listOf } from "./sanitise/fields";

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Return the safe events of a `live-event`, moved by `clockOffsetMs`; null when it is none. */
export function readLiveMessage(
  text: string,
  sanitiser: Sanitiser,
  clockOffsetMs: number,
): eventWithTime[] | null {
  const data = fieldsOf(fieldsOf(parse(text))?.data);
  if (!data || !Array.isArray(data.events)) return null;
  return listOf(data.events).flatMap((event) => sanitiser.sanitise(event, clockOffsetMs) ?? []);
}

/** Smallest step between two moments, ms: recorders count whole ones. Exact in binary, also added to Unix ms. */
const STEP_MS = 1 / 1024;

/**
 * Return the events with times that rise from event to event, all after `after`.
 *
 * The Replayer carries out what is due at the same time in an order of its own, and loses what
 * comes too late; the order in which the visitor sent is right.
 */
export function inOrder(events: readonly eventWithTime[], after: number): eventWithTime[] {
  let last = after;
  return events.map((event) => {
    last = Math.max(event.timestamp, last + STEP_MS);
    return last === event.timestamp ? event : { ...event, timestamp: last };
  });
}

const POINTER_SOURCES: ReadonlySet<unknown> = new Set([
  IncrementalSource.MouseMove,
  IncrementalSource.TouchMove,
  IncrementalSource.Drag,
]);

/** Whether the event is the way of the pointer, told a while after it began. */
export function isPointerPath({ data }: eventWithTime): boolean {
  return POINTER_SOURCES.has(fieldsOf(data)?.source);
}
