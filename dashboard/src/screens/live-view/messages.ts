/** What a view keeps of a live message, and what it reads from its events; visitors sent them. */

import type { LiveEvent } from "../../live/stream";
import { fieldsOf, isNumber } from "../../player/sanitise/fields";

/** rrweb's numbers of event types. */
export const FULL_SNAPSHOT = 2;
export const META = 4;

/** One message of a tab: its text for the player page, and what it is about. */
export interface Message {
  seq: number;
  text: string;
  isCatchUp: boolean;
  /** Times of the first and last event, the visitor's clock; both 0 without any. */
  firstAt: number;
  lastAt: number;
  /** Time of its Meta event, with which a page begins, or null. */
  metaAt: number | null;
  /** Time of its full snapshot, or null; it may come a message after its Meta event. */
  pictureAt: number | null;
}

export function typeOf(event: unknown): unknown {
  return fieldsOf(event)?.type;
}

/** The moment of an event, the visitor's clock; null when it has none. */
export function timeOf(event: unknown): number | null {
  const at = fieldsOf(event)?.timestamp;
  return isNumber(at) ? at : null;
}

export function messageOf({ seq, isCatchUp, events }: LiveEvent, text: string): Message {
  const times = events.flatMap((event) => timeOf(event) ?? []);
  const timeOfFirst = (type: number) => timeOf(events.find((event) => typeOf(event) === type));
  return {
    seq,
    text,
    isCatchUp,
    firstAt: times[0] ?? 0,
    lastAt: times.at(-1) ?? 0,
    metaAt: timeOfFirst(META),
    pictureAt: timeOfFirst(FULL_SNAPSHOT),
  };
}
