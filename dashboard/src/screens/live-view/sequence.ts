/**
 * Puts the messages of one tab in order: each once, none missing.
 *
 * A picture can only be continued without a hole. After one nothing but a full snapshot helps, so
 * that everything else is left out until it comes.
 */

import type { Message } from "./messages";

/** `waiting`: no full snapshot yet; `resyncing`: there is a hole, the next one mends it. */
export type Flow = "waiting" | "flowing" | "resyncing";

/** What to do with a message: begin a picture with it, or continue the one there is. */
export interface Step<M> {
  does: "begin" | "continue";
  message: M;
}

/** Messages that came before the one they follow; more of them mean that it is lost. */
const MAX_EARLY = 16;
/** How long, ms, the one before may take longer than they. */
const MAX_EARLY_MS = 1_000;

type Numbered = Pick<Message, "seq" | "isCatchUp" | "metaAt" | "pictureAt">;

export class Sequence<M extends Numbered = Message> {
  #flow: Flow = "waiting";
  #last = -1;
  #early = new Map<number, M>();
  /** When the oldest of the early ones came; null without any. */
  #earlySince: number | null = null;

  get flow(): Flow {
    return this.#flow;
  }

  /** Take a message at a time of this browser; return what can be shown now, in order. */
  take(message: M, now: number): Step<M>[] {
    if (this.#isBeginning(message)) return this.#begin(message, now);
    if (this.#flow !== "flowing") return [];
    // Of a catch-up in several parts each has the number of its last batch.
    if (message.isCatchUp) return message.seq < this.#last ? [] : this.#go(message, now);
    if (message.seq <= this.#last) return [];
    if (message.seq === this.#last + 1) return this.#go(message, now);
    this.#early.set(message.seq, message);
    this.#earlySince ??= now;
    this.#giveUp(now);
    return [];
  }

  /** The server says that events are missing, or that they are not any more. */
  tell(state: "resyncing" | "healed"): void {
    // What heals is the snapshot itself: it comes before or after this word.
    if (state === "resyncing") this.#lose();
  }

  /** Look whether what is waited for takes too long. */
  giveUp(now: number): void {
    this.#giveUp(now);
  }

  #isBeginning({ seq, isCatchUp, metaAt, pictureAt }: M): boolean {
    if (metaAt === null && pictureAt === null) return false;
    if (this.#flow !== "flowing") return true;
    // Of a catch-up in several parts the full snapshot may be in the second one.
    if (isCatchUp) return metaAt !== null;
    // A full snapshot after a hole mends it at once.
    return seq > this.#last + 1;
  }

  #begin(message: M, now: number): Step<M>[] {
    this.#flow = "flowing";
    this.#last = message.seq;
    for (const seq of this.#early.keys()) if (seq <= message.seq) this.#early.delete(seq);
    return [{ does: "begin", message }, ...this.#ready(now)];
  }

  #go(message: M, now: number): Step<M>[] {
    this.#last = message.seq;
    return [{ does: "continue", message }, ...this.#ready(now)];
  }

  /** The early ones whose turn it is. */
  #ready(now: number): Step<M>[] {
    const ready: Step<M>[] = [];
    for (let next = this.#early.get(this.#last + 1); next; ) {
      this.#early.delete(next.seq);
      this.#last = next.seq;
      ready.push({ does: "continue", message: next });
      next = this.#early.get(this.#last + 1);
    }
    this.#earlySince = this.#early.size > 0 ? now : null;
    return ready;
  }

  #giveUp(now: number): void {
    const waited = this.#earlySince === null ? 0 : now - this.#earlySince;
    if (this.#early.size > MAX_EARLY || waited > MAX_EARLY_MS) this.#lose();
  }

  #lose(): void {
    if (this.#flow === "flowing") this.#flow = "resyncing";
    this.#early.clear();
    this.#earlySince = null;
  }
}
