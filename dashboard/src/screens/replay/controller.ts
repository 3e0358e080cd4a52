/**
 * Stands between the screen, the API and the player page: fetches windows, hands them to the
 * player, and keeps what the screen shows. Times are Unix ms of the server's clock.
 */

import type { Asset } from "../../player/assets";
import type { ElementLabel, FromPlayer, PlayerState, Speed, ToPlayer } from "../../player/protocol";
import { createStore, type Store } from "../../store";
import { type Labels, withLabels } from "./event-list";
import {
  createWindowCache,
  firstWindow,
  isRunningOut,
  nextWindow,
  type WindowRequest,
} from "./windows";

/** Windows kept in memory, bytes: about ten minutes of a heavy page. */
const CACHE_LIMIT = 64 * 1024 * 1024;
/** How often the tail of a session in progress is asked for. */
const TAIL_INTERVAL_MS = 2_000;
/** Distance to the present that following keeps; further back it jumps. */
const FOLLOW_LAG_MS = 8_000;
const FOLLOW_MARGIN_MS = 1_500;
/** A player that does not answer for this long is busy with a heavy page. */
const HEAVY_AFTER_MS = 1_500;
const PING_INTERVAL_MS = 500;

type Problem = Extract<FromPlayer, { type: "problem" }>["problem"];

export interface ReplayState {
  tabId: string;
  /** Nothing was painted yet for the moment that was asked for. */
  isLoading: boolean;
  error: unknown;
  problem: Problem | null;
  player: PlayerState;
  /** Range that the player holds; both 0 before the first window. */
  loadedFrom: number;
  loadedTo: number;
  /** Size of the visitor's viewport, CSS pixels. */
  size: { width: number; height: number } | null;
  speed: Speed;
  skipInactivity: boolean;
  /** The player does not answer: the page changes too much at this moment. */
  isHeavy: boolean;
  /** Somebody points at an element of the page. */
  isPicking: boolean;
  /** Selector of what was pointed at last. */
  picked: string | null;
  /** Keeps up with a session in progress. */
  isFollowing: boolean;
  /** Inactivity that was jumped over last. */
  skipped: { fromAt: number; toAt: number } | null;
}

/** What the controller needs to know of the recording; asked anew every time, it may grow. */
interface RecordingFacts {
  startAt(): number;
  fullSnapshots(tabId: string): readonly number[];
  isInProgress(): boolean;
}

interface Outside {
  fetchWindow(request: WindowRequest, signal: AbortSignal): Promise<ArrayBuffer>;
  /** Fetch what the events of a window refer to. */
  fetchAssets(window: ArrayBuffer, signal: AbortSignal): Promise<Asset[]>;
  send(message: ToPlayer): void;
  now(): number;
}

const INITIAL: ReplayState = {
  tabId: "",
  isLoading: true,
  error: null,
  problem: null,
  player: "paused",
  loadedFrom: 0,
  loadedTo: 0,
  size: null,
  speed: 1,
  skipInactivity: true,
  isHeavy: false,
  isPicking: false,
  picked: null,
  isFollowing: false,
  skipped: null,
};

/** Whether it plays for a person: also when it waits for what the visitor does next. */
export function isShownPlaying(
  { player, isFollowing }: Pick<ReplayState, "player" | "isFollowing">,
  isInProgress: boolean,
): boolean {
  return player === "playing" || player === "waiting" || (isFollowing && isInProgress);
}

/** One replay; it does nothing by itself before `start`. */
export class Controller {
  readonly state: Store<ReplayState> = createStore(INITIAL);
  /** The moment that is shown. */
  readonly position: Store<number> = createStore(0);
  /** Names of what was acted on in all windows that were loaded so far. */
  readonly labels: Store<Labels> = createStore<Labels>(new Map());

  readonly #facts: RecordingFacts;
  readonly #outside: Outside;
  readonly #cache = createWindowCache(CACHE_LIMIT);
  /** Number of the last load; answers of the player about older ones are late. */
  #run = 0;
  /** Whether what was opened last was to play; a second try does the same. */
  #isToPlay = false;
  /** What is shown was opened here and not left to somebody else. */
  #isOurs = false;
  #isPlayerReady = false;
  #waitingLoad: ToPlayer | null = null;
  #request: AbortController | null = null;
  #nextFrom: number | null = null;
  #lastEventAt = 0;
  /** The moment that a load was for, while the windows up to it are still coming. */
  #target: number | null = null;
  #tailAskedAt = 0;
  /** When the oldest unanswered ping was sent; 0 when all are answered. */
  #unansweredSince = 0;
  #watching: ReturnType<typeof setInterval> | undefined;

  constructor(facts: RecordingFacts, outside: Outside) {
    this.#facts = facts;
    this.#outside = outside;
  }

  /** Watch over the player and the tail until `stop`. */
  start(): void {
    this.#watching = setInterval(() => this.#watch(), PING_INTERVAL_MS);
  }

  stop(): void {
    this.#request?.abort();
    clearInterval(this.#watching);
  }

  /** Show a moment of a tab. */
  open(tabId: string, at: number, playing: boolean): void {
    this.#request?.abort();
    this.#run += 1;
    this.#isToPlay = playing;
    this.#isOurs = true;
    this.#nextFrom = null;
    this.#target = at;
    this.position.set(at);
    this.#change({
      tabId,
      isLoading: true,
      error: null,
      problem: null,
      loadedFrom: 0,
      loadedTo: 0,
    });
    const run = this.#run;
    const wanted = firstWindow(tabId, this.#facts.fullSnapshots(tabId), at);
    void this.#fetch(wanted, (bytes, assets) =>
      this.#sendLoad({ type: "load", run, tabId, bytes, assets, at, playing }),
    );
  }

  /** Leave the player to what happens in a tab now; returns the run that messages about it carry. */
  release(tabId: string): number {
    this.#request?.abort();
    this.#run += 1;
    this.#isOurs = false;
    this.#waitingLoad = null;
    this.#target = null;
    this.#change({
      tabId,
      isLoading: true,
      error: null,
      problem: null,
      loadedFrom: 0,
      loadedTo: 0,
      isFollowing: true,
      skipped: null,
    });
    return this.#run;
  }

  play(): void {
    const { player, loadedFrom } = this.state.get();
    if (player === "ended") this.#goTo(this.#facts.startAt() || loadedFrom, true);
    else this.#outside.send({ type: "play" });
  }

  pause(): void {
    this.#change({ isFollowing: false });
    this.#outside.send({ type: "pause" });
  }

  seek(at: number): void {
    const isPlaying = this.isPlaying();
    this.#change({ isFollowing: false });
    this.#goTo(at, isPlaying);
  }

  /** Go to the next (1) or previous (-1) change of the page. */
  step(direction: 1 | -1): void {
    this.#change({ isFollowing: false });
    this.#outside.send({ type: "step", direction });
  }

  setSpeed(speed: Speed): void {
    this.#change({ speed });
    this.#configure();
  }

  setSkipInactivity(skipInactivity: boolean): void {
    this.#change({ skipInactivity });
    this.#configure();
  }

  /** Go to the newest moment and keep up with what follows. */
  follow(newestAt: number): void {
    this.#change({ isFollowing: true });
    this.#goTo(Math.max(newestAt, this.state.get().loadedTo) - FOLLOW_MARGIN_MS, true);
  }

  /** Show the newest moment of a tab and keep up with what follows. */
  openNewest(tabId: string, newestAt: number): void {
    this.open(tabId, newestAt - FOLLOW_MARGIN_MS, true);
    this.#change({ isFollowing: true });
  }

  /** Try again after a request failed. */
  retry(): void {
    const { tabId, loadedTo } = this.state.get();
    this.#change({ error: null });
    if (loadedTo === 0) this.open(tabId, this.position.get(), this.#isToPlay);
    else this.#fetchAhead();
  }

  /** The player page is gone; when another one is ready, it shows what this one did. */
  lose(): void {
    const { tabId, player } = this.state.get();
    const isToPlay = this.#isToPlay || player === "playing";
    this.#isPlayerReady = false;
    this.#unansweredSince = 0;
    this.#change({ isHeavy: false, isPicking: false, player: "paused" });
    if (this.#isOurs) this.open(tabId, this.position.get(), isToPlay);
  }

  isPlaying(): boolean {
    return isShownPlaying(this.state.get(), this.#facts.isInProgress());
  }

  /** Let somebody point at an element of the page, which stands still meanwhile. */
  pick(isPicking: boolean): void {
    if (isPicking) this.pause();
    this.#change({ isPicking, picked: null });
    this.#outside.send({ type: "pick", isOn: isPicking });
  }

  /** Take a message of the player page. */
  receive(message: FromPlayer): void {
    switch (message.type) {
      case "ready":
        this.#onReady();
        break;
      case "loaded":
        if (message.run === this.#run) this.#onLoaded(message);
        break;
      case "painted":
        if (message.run === this.#run && this.#target === null) this.#change({ isLoading: false });
        break;
      case "live":
        // For whoever the player was left to.
        break;
      case "time":
        // While another window loads, the player still tells of the old one.
        if (this.#target === null) this.position.set(message.at);
        this.#fetchAhead();
        break;
      case "state":
        this.#change({ player: message.state });
        this.#fetchAhead();
        break;
      case "size":
        this.#change({ size: { width: message.width, height: message.height } });
        break;
      case "skipped":
        this.#change({ skipped: { fromAt: message.fromAt, toAt: message.toAt } });
        break;
      case "labels":
        if (message.run === this.#run) this.#addLabels(message.labels);
        break;
      case "problem":
        if (message.run === this.#run) this.#onProblem(message.problem);
        break;
      case "picked":
        if (this.state.get().isPicking) this.#change({ picked: message.selector });
        break;
      case "pong":
        this.#unansweredSince = 0;
        this.#change({ isHeavy: false });
        break;
      default:
        message satisfies never;
    }
  }

  #change(part: Partial<ReplayState>): void {
    this.state.set({ ...this.state.get(), ...part });
  }

  #configure(): void {
    const { speed, skipInactivity } = this.state.get();
    this.#outside.send({ type: "configure", speed, skipInactivity });
  }

  #onReady(): void {
    this.#isPlayerReady = true;
    this.#configure();
    if (this.#waitingLoad) this.#outside.send(this.#waitingLoad);
    this.#waitingLoad = null;
  }

  #onLoaded({ fromAt, toAt, nextFrom, lastEventAt }: Extract<FromPlayer, { type: "loaded" }>) {
    const isContinued = this.state.get().loadedTo > 0;
    this.#nextFrom = nextFrom;
    this.#lastEventAt = lastEventAt;
    this.#change({ loadedFrom: fromAt, loadedTo: toAt });
    this.#reachTarget(isContinued);
    this.#fetchAhead();
    this.#keepUp();
  }

  #addLabels(labels: readonly ElementLabel[]): void {
    this.labels.set(withLabels(this.labels.get(), this.state.get().tabId, labels));
  }

  #onProblem(problem: Problem): void {
    const isShown = problem === "truncated" || problem === "missing_assets";
    // A page that is cut or not whole is still shown; the others leave nothing to show.
    if (!isShown) this.#target = null;
    this.#change(isShown ? { problem } : { problem, isLoading: false });
  }

  /** A window ends early when it is heavy; then the moment asked for lies in one of the next. */
  #reachTarget(isContinued: boolean): void {
    if (this.#target === null) return;
    if (this.#nextFrom !== null && this.#target > this.state.get().loadedTo) return;
    if (isContinued) this.#outside.send({ type: "seek", at: this.#target });
    this.#target = null;
  }

  #sendLoad(message: ToPlayer): void {
    if (this.#isPlayerReady) this.#outside.send(message);
    else this.#waitingLoad = message;
  }

  async #window(wanted: WindowRequest, signal: AbortSignal): Promise<ArrayBuffer> {
    const held = this.#cache.get(wanted);
    if (held) return held;
    const bytes = await this.#outside.fetchWindow(wanted, signal);
    // What is still being recorded will be longer the next time.
    if (!this.#facts.isInProgress()) this.#cache.put(wanted, bytes);
    return bytes;
  }

  /** Fetch one window at a time; `open` takes the place of whatever is under way. */
  async #fetch(
    wanted: WindowRequest,
    use: (bytes: ArrayBuffer, assets: Asset[]) => void,
  ): Promise<void> {
    const current = new AbortController();
    this.#request = current;
    try {
      const bytes = await this.#window(wanted, current.signal);
      const assets = await this.#outside.fetchAssets(bytes, current.signal);
      if (!current.signal.aborted) use(bytes, assets);
    } catch (error) {
      if (!current.signal.aborted) this.#change({ error, isLoading: false });
    } finally {
      if (this.#request === current) this.#request = null;
    }
  }

  #append(wanted: WindowRequest): void {
    const run = this.#run;
    void this.#fetch(wanted, (bytes, assets) =>
      this.#outside.send({ type: "append", run, bytes, assets }),
    );
  }

  /** Ask for what comes next when it will soon be needed. */
  #fetchAhead(): void {
    const { loadedTo, speed, player, tabId, error } = this.state.get();
    if (this.#request || loadedTo === 0 || error) return;
    if (this.#nextFrom !== null) {
      const isBehind = this.#target !== null || player === "waiting";
      if (isBehind || isRunningOut(this.position.get(), loadedTo, speed)) {
        this.#append(nextWindow(tabId, this.#nextFrom));
      }
    } else if (this.#isTailDue()) {
      this.#tailAskedAt = this.#outside.now();
      this.#append(nextWindow(tabId, this.#lastEventAt));
    }
  }

  #isTailDue(): boolean {
    const waited = this.#outside.now() - this.#tailAskedAt;
    return this.#facts.isInProgress() && waited >= TAIL_INTERVAL_MS;
  }

  #isLoaded(at: number): boolean {
    const { tabId, loadedFrom, loadedTo } = this.state.get();
    // Before its first page a tab shows that page.
    const shown = Math.max(at, this.#facts.fullSnapshots(tabId)[0] ?? at);
    return loadedTo > 0 && shown >= loadedFrom && (shown <= loadedTo || this.#nextFrom === null);
  }

  #goTo(at: number, playing: boolean): void {
    if (!this.#isLoaded(at)) {
      this.open(this.state.get().tabId, at, playing);
      return;
    }
    this.position.set(at);
    this.#outside.send({ type: "seek", at });
    if (playing) this.#outside.send({ type: "play" });
  }

  #keepUp(): void {
    const { isFollowing, loadedTo, player } = this.state.get();
    if (!isFollowing || this.#nextFrom !== null) return;
    const isBehind = loadedTo - this.position.get() > FOLLOW_LAG_MS;
    if (isBehind) this.#goTo(loadedTo - FOLLOW_MARGIN_MS, true);
    else if (player === "ended" && loadedTo > this.position.get()) {
      this.#outside.send({ type: "play" });
    }
  }

  /** Notice a player that does not answer, and a tail that has grown. */
  #watch(): void {
    if (!this.#isPlayerReady) return;
    const now = this.#outside.now();
    if (this.#unansweredSince === 0) {
      this.#unansweredSince = now;
      this.#outside.send({ type: "ping" });
    }
    if (now - this.#unansweredSince > HEAVY_AFTER_MS) this.#change({ isHeavy: true });
    this.#fetchAhead();
  }
}
