/**
 * Keeps the last minutes of a tab, so that a view can go back without asking the server, and begin
 * anew where its picture was left.
 *
 * What is kept are the texts as they came: a tenth of what their objects would take. Times are the
 * visitor's clock.
 */

import { fieldsOf, listOf } from "../../player/sanitise/fields";
import type { WindowRequest } from "../replay/windows";
import { type Message, timeOf } from "./messages";

/** What is kept of a tab besides its present picture: time, and characters (mostly a byte each). */
export interface Kept {
  ms: number;
  characters: number;
}

/** For going back; older moments are asked of the server, which has all. */
export const LAST_MINUTES: Kept = { ms: 5 * 60_000, characters: 24 * 1024 * 1024 };
/** Where nobody goes back. */
export const PRESENT_ONLY: Kept = { ms: 0, characters: 0 };
/** A picture that takes more than this to begin anew waits for the next full snapshot. */
const MAX_SPAN_CHARACTERS = 48 * 1024 * 1024;

/** A full snapshot and everything that follows without a hole. */
interface Span {
  snapshotAt: number;
  messages: Message[];
  characters: number;
  /** Of the moments of its last message on nothing is known, until it goes on. */
  isClosed: boolean;
}

function eventsOf({ text }: Message): readonly unknown[] {
  return listOf(fieldsOf(fieldsOf(JSON.parse(text))?.data)?.events);
}

function endOf({ messages, snapshotAt }: Span): number {
  return Math.max(snapshotAt, ...messages.slice(-1).map(({ lastAt }) => lastAt));
}

function hasPicture({ messages }: Span): boolean {
  return messages.some(({ pictureAt }) => pictureAt !== null);
}

/** A full snapshot without a Meta event belongs to the one before it, unless that has had its own. */
function isBeginning({ metaAt, pictureAt }: Message, current: Span): boolean {
  return metaAt !== null || (pictureAt !== null && hasPicture(current));
}

export class History {
  #spans: Span[] = [];
  readonly #kept: Kept;

  constructor(kept = LAST_MINUTES) {
    this.#kept = kept;
  }

  /** Begin with a message that holds a full snapshot, after a hole or for the first time. */
  begin(message: Message): void {
    this.#close();
    this.#open(message);
  }

  /** Add what follows without a hole. */
  add(message: Message): void {
    const current = this.#spans.at(-1);
    if (!current || current.isClosed) return;
    if (isBeginning(message, current)) this.#open(message);
    else if (current.characters < MAX_SPAN_CHARACTERS) {
      current.messages.push(message);
      current.characters += message.text.length;
      if (message.pictureAt !== null) this.#forget();
    } else this.#close();
  }

  /** The texts that make the present picture; none when there is no whole one. */
  get present(): string[] {
    const current = this.#spans.at(-1);
    if (!current || current.isClosed || !hasPicture(current)) return [];
    return current.messages.map(({ text }) => text);
  }

  /** Times of the full snapshots that are kept, ascending. */
  get snapshots(): number[] {
    return this.#spans.map(({ snapshotAt }) => snapshotAt);
  }

  /** Characters that are kept. */
  get size(): number {
    return this.#spans.reduce((sum, { characters }) => sum + characters, 0);
  }

  /**
   * Return a window as the API would send it, or null when not all of it is kept.
   *
   * The request's times are the server's clock; `clockOffsetMs` leads there.
   */
  window(request: WindowRequest, clockOffsetMs: number): ArrayBuffer | null {
    const from = request.from - clockOffsetMs;
    const to = request.to - clockOffsetMs;
    const first = this.#spanAt(from);
    if (first < 0) return null;
    const spans = this.#wholeFrom(first);
    const end = spans.at(-1);
    // Behind a hole the stored recording may know more.
    if (!end || (end.isClosed && to > endOf(end))) return null;
    const begin = request.continued ? from : (this.#spans[first]?.snapshotAt ?? from);
    const events = spans
      .flatMap(({ messages }) => messages.filter(({ lastAt }) => lastAt >= begin))
      .flatMap(eventsOf);
    const later = events.filter((event) => (timeOf(event) ?? 0) > to);
    // The Meta event stands a moment before its full snapshot, in the same message.
    const kept = events.filter((event) => (timeOf(event) ?? 0) <= to);
    const nextFrom = Math.min(...later.map((event) => timeOf(event) ?? Number.POSITIVE_INFINITY));
    return encode({
      fromAt: begin + clockOffsetMs,
      toAt: (later.length > 0 ? to : endOf(end)) + clockOffsetMs,
      clockOffsetMs,
      nextFrom: later.length > 0 ? nextFrom + clockOffsetMs : null,
      events: kept,
    });
  }

  #open(message: Message): void {
    const snapshotAt = message.pictureAt ?? message.metaAt ?? message.firstAt;
    const characters = message.text.length;
    this.#spans.push({ snapshotAt, messages: [message], characters, isClosed: false });
    this.#forget();
  }

  #close(): void {
    const current = this.#spans.at(-1);
    if (current) current.isClosed = true;
  }

  /** The span that shows a moment; -1 when none does. */
  #spanAt(at: number): number {
    const index = this.#spans.findLastIndex(({ snapshotAt }) => snapshotAt <= at);
    const span = this.#spans[index];
    const isOver = span?.isClosed && at > endOf(span);
    return isOver ? -1 : index;
  }

  /** The spans from one on, up to the first hole. */
  #wholeFrom(first: number): Span[] {
    const hole = this.#spans.findIndex(({ isClosed }, index) => index >= first && isClosed);
    return this.#spans.slice(first, hole < 0 ? undefined : hole + 1);
  }

  /** The present picture stays, whatever it takes. */
  #forget(): void {
    const newest = this.#spans.at(-1)?.snapshotAt ?? 0;
    const isTooMuch = () => {
      const second = this.#spans[1];
      // A page whose full snapshot is still to come does not replace the one that is shown.
      if (!second || !this.#spans.slice(1).some(hasPicture)) return false;
      return this.size > this.#kept.characters || newest - second.snapshotAt > this.#kept.ms;
    };
    while (isTooMuch()) this.#spans.shift();
  }
}

function encode(window: unknown): ArrayBuffer {
  return new TextEncoder().encode(JSON.stringify(window)).buffer;
}
