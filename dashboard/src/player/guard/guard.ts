/**
 * Notices player pages that no longer answer, and ends them.
 *
 * The player page has a process of its own, which the frames of all tabs of a browser share: a
 * recording that hangs one of them hangs all, and the process ends with the last of them. So all are
 * taken away together. Those that were drawing stay away; the others come back by themselves.
 */

import { createStore, type Store } from "../../store";

/** Time between two pings, and the unit of all that follows. */
export const BEAT_MS = 500;
/** So many beats without an answer: 10 s. The largest page that is let through is drawn in five. */
const HUNG_BEATS = 20;
/** A page that is not there by then may be held up by a process that another tab hangs: 20 s. */
const MISSING_BEATS = 40;
/** From the question whether frames of other tabs answer to their being told to go: 1 s. */
const LEAVE_BEATS = 2;
/** From the end of the frames to the new ones: then those of other tabs are gone as well. */
const FREE_BEATS = 3;
/** A frame that is taken away after so many silent beats leaves a process that may hang: 1.5 s. */
const SILENT_BEATS = 3;
/** What hangs again so soon after it came back is itself to blame: one minute. */
const RETURNED_BEATS = 120;

/** `away`: gone because of another one, it comes back; `hung`: stays away until somebody wants it. */
export type Fate = "shown" | "away" | "hung";
/** What dashboards in other tabs tell each other: answer, and (without an answer) go. */
export type Call = "answer" | "leave";

interface Outside {
  /** Nobody waits for a tab that is not seen, and browsers slow it down. */
  isVisible(): boolean;
  /** Call to the other tabs. */
  call(call: Call): void;
}

/** A frame with a player page. */
export class Watched {
  readonly fate: Store<Fate>;
  readonly #ping: () => void;
  #isReady = false;
  #isAsked = false;
  #isDrawing = false;
  #silentBeats = 0;
  #sinceReturn = Number.POSITIVE_INFINITY;

  constructor(ping: () => void, fate: Fate) {
    this.#ping = ping;
    this.fate = createStore(fate);
  }

  /** The player page says that it is there. */
  ready(): void {
    this.#isReady = true;
    this.answered();
  }

  answered(): void {
    this.#isAsked = false;
    this.#silentBeats = 0;
  }

  /** It has something to draw, or has drawn it. */
  setDrawing(isDrawing: boolean): void {
    this.#isDrawing = isDrawing;
  }

  ask(): void {
    if (!this.#isReady || this.fate.get() !== "shown") return;
    this.#isAsked = true;
    this.#ping();
  }

  /** Another beat has passed; `isCounted`: somebody waits. */
  beat(isCounted: boolean): void {
    if (this.fate.get() !== "shown") return;
    this.#sinceReturn += 1;
    this.#silentBeats = isCounted ? this.#silentBeats + 1 : 0;
    if (isCounted && !this.#isAsked) this.ask();
  }

  /** Whether it has been silent for so long that it will never answer. */
  isHung(): boolean {
    if (this.fate.get() !== "shown") return false;
    if (this.#isReady) return this.#silentBeats > HUNG_BEATS;
    return this.#silentBeats > MISSING_BEATS && !this.#hasJustReturned();
  }

  isSilent(): boolean {
    return this.fate.get() === "shown" && this.#isReady && this.#silentBeats > SILENT_BEATS;
  }

  /** Go, unless it answers; `isJudged`: stay away where it is to blame. */
  end(isJudged: boolean): void {
    if (this.fate.get() !== "shown" || (this.#isReady && !this.#isAsked)) return;
    const isToBlame = this.#isReady && (this.#isDrawing || this.#hasJustReturned());
    this.#reset();
    this.fate.set(isJudged && isToBlame ? "hung" : "away");
  }

  comeBack(): void {
    if (this.fate.get() !== "away") return;
    this.#sinceReturn = 0;
    this.fate.set("shown");
  }

  /** Somebody wants to see what hung. */
  forgive(fate: Fate): void {
    if (this.fate.get() !== "hung") return;
    this.#sinceReturn = 0;
    this.fate.set(fate);
  }

  #hasJustReturned(): boolean {
    return this.#sinceReturn < RETURNED_BEATS;
  }

  #reset(): void {
    this.#isReady = false;
    this.#isAsked = false;
    this.#isDrawing = false;
    this.#silentBeats = 0;
  }
}

/** Watches over the frames of one dashboard. */
export class Guard {
  readonly #outside: Outside;
  readonly #watched = new Set<Watched>();
  /** Beats since frames were ended; null: nothing is under way. */
  #sinceEnd: number | null = null;

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  /** Watch over a frame until `forget`; `ping` asks its player page for an answer. */
  watch(ping: () => void): Watched {
    const made = new Watched(ping, this.#fateOfNew());
    this.#watched.add(made);
    return made;
  }

  /** Its frame is gone. Where it hung, the next one waits until the process is gone as well. */
  forget(watched: Watched): void {
    this.#watched.delete(watched);
    if (watched.isSilent()) this.#endAll();
  }

  retry(watched: Watched): void {
    watched.forgive(this.#fateOfNew());
  }

  /** To be called every `BEAT_MS`. */
  beat(): void {
    this.#goOn();
    const isCounted = this.#outside.isVisible();
    for (const watched of this.#watched) watched.beat(isCounted);
    if ([...this.#watched].some((watched) => watched.isHung())) this.#endAll();
  }

  /** Another tab calls. */
  hear(call: Call): void {
    if (call === "leave") this.#end();
    else for (const watched of this.#watched) watched.ask();
  }

  /** While the process may still be there, a frame in it would hang as well. */
  #fateOfNew(): Fate {
    return this.#sinceEnd === null ? "shown" : "away";
  }

  #endAll(): void {
    this.#outside.call("answer");
    this.#end();
  }

  #end(): void {
    // Without a picture nothing says who is drawing.
    const isJudged = this.#outside.isVisible();
    for (const watched of this.#watched) watched.end(isJudged);
    this.#sinceEnd ??= 0;
  }

  #goOn(): void {
    if (this.#sinceEnd === null) return;
    this.#sinceEnd += 1;
    if (this.#sinceEnd === LEAVE_BEATS) this.#outside.call("leave");
    if (this.#sinceEnd < FREE_BEATS) return;
    this.#sinceEnd = null;
    for (const watched of this.#watched) watched.comeBack();
  }
}
