/**
 * Stands between the stream of a session and a player page: shows the tab that the visitor looks at
 * as it is now, keeps the last minutes, and begins anew where its picture was left.
 */

import type { LiveVisitor } from "../../live/messages";
import type { LiveConnection, LiveEvent, LiveGap, LiveStream } from "../../live/stream";
import type { Asset } from "../../player/assets";
import type { FromPlayer, ToPlayer } from "../../player/protocol";
import { createStore, type Store } from "../../store";
import type { WindowRequest } from "../replay/windows";
import { VisitorClock } from "./clock";
import { History, type Kept } from "./history";
import { type Message, messageOf, timeOf } from "./messages";
import { type Flow, Sequence } from "./sequence";
import { frontTab } from "./tabs";

/** How often it is looked whether a missing message takes too long. */
const WATCH_INTERVAL_MS = 500;

export interface FollowerState {
  connection: LiveConnection;
  /** `paused`: stands still; `rewound`: the player shows what was. */
  mode: "live" | "paused" | "rewound";
  /** Of the tab that is shown. */
  flow: Flow;
  /** The tab that is shown; "" before the first picture. */
  tabId: string;
  /** Tabs that have a picture, in the order they came. */
  tabs: readonly string[];
  /** Chosen by hand; null: whichever tab the visitor looks at. */
  chosenTab: string | null;
  /** From the event at the visitor to the drawn frame, as far as clocks can tell; null: not yet known. */
  lagMs: number | null;
}

interface Outside {
  readonly stream: LiveStream;
  readonly sessionId: string;
  /** How often the visitor's batches are asked for. */
  readonly batchMs: number;
  /** What is kept of each tab. */
  readonly kept: Kept;
  /** Fetch what messages refer to. */
  fetchAssets(texts: readonly string[], signal: AbortSignal): Promise<Asset[]>;
  send(message: ToPlayer): void;
  /** Take the player for a tab; returns the run that its messages will carry. */
  claim(tabId: string): number;
  /** What leads from the visitor's clock to that of what is stored; null: nothing is stored yet. */
  clockOffsetMs(): number | null;
  /** What is shown, the clock of what is stored. */
  onPosition(at: number): void;
  /** Every message of the session that is news, for lists beside the picture. */
  onNews(event: LiveEvent, clockOffsetMs: number): void;
  /** This browser's clock. */
  now(): number;
}

interface Tab {
  sequence: Sequence;
  history: History;
  /** Time of the last event that was news, the visitor's clock. */
  newsUntil: number;
}

const INITIAL: FollowerState = {
  connection: "connecting",
  mode: "live",
  flow: "waiting",
  tabId: "",
  tabs: [],
  chosenTab: null,
  lagMs: null,
};

/** Share of the time between two batches that must have passed: networks make them uneven. */
const STEADY = 0.5;

/** References to assets begin so, in every message that has any. */
const REFERENCE = "pulse-asset:";

export class Follower {
  readonly state: Store<FollowerState> = createStore(INITIAL);
  readonly #outside: Outside;
  readonly #tabs = new Map<string, Tab>();
  readonly #clock = new VisitorClock();
  #visitor: LiveVisitor | null = null;
  #isPlayerReady = false;
  #isAsleep = false;
  /** What the player shows is of this run; 0: nothing of ours. */
  #run = 0;
  #fetching = new AbortController();
  /** Messages that wait for what those before them refer to. */
  #queue: Promise<void> | null = null;
  /** Messages that came before it was time to show them, and when the last ones were shown. */
  #late: Message[] = [];
  #followedAt = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #stops: (() => void)[] = [];

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  /** Watch the session until `stop`. */
  start(): void {
    const { stream, sessionId, batchMs } = this.#outside;
    const listener = {
      onEvent: (event: LiveEvent, text: string) => this.#onEvent(event, text),
      onGap: (gap: LiveGap) => this.#onGap(gap),
      onConnection: (connection: LiveConnection) => this.#change({ connection }),
    };
    const watching = setInterval(() => this.#watch(), WATCH_INTERVAL_MS);
    this.#stops = [stream.watch(sessionId, listener, batchMs), () => clearInterval(watching)];
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#forgetRun();
  }

  /** What is known of the visitor has changed. */
  setVisitor(visitor: LiveVisitor | null): void {
    this.#visitor = visitor;
    this.#showFront();
  }

  /** Show a tab, or (null) whichever the visitor looks at. */
  chooseTab(chosenTab: string | null): void {
    this.#change({ chosenTab });
    this.#showFront();
  }

  /** Show what happens now. */
  goLive(): void {
    this.#change({ mode: "live", lagMs: null });
    const tabId = this.#wantedTab();
    if (tabId !== null) this.#begin(tabId);
  }

  /** Leave the player to somebody else, or let it stand still. */
  leave(mode: "paused" | "rewound"): void {
    this.#forgetRun();
    if (mode === "paused") this.#outside.send({ type: "pause" });
    this.#change({ mode, lagMs: null });
  }

  /** A page that nobody sees draws nothing: what comes is kept, and shown when it is seen again. */
  setAsleep(isAsleep: boolean): void {
    if (isAsleep === this.#isAsleep) return;
    this.#isAsleep = isAsleep;
    if (isAsleep && this.#run !== 0) {
      this.#forgetRun();
      this.#outside.send({ type: "pause" });
    } else if (!isAsleep && this.state.get().mode === "live") this.goLive();
  }

  /** Take a message of the player page. */
  receive(message: FromPlayer): void {
    if (message.type === "ready") {
      this.#isPlayerReady = true;
      if (this.state.get().mode === "live") this.goLive();
    }
    if (message.type !== "live" || message.run !== this.#run) return;
    this.#outside.onPosition(message.at);
    if (message.lagMs !== null) this.#change({ lagMs: Math.round(message.lagMs) });
  }

  /** Now, on the clock of what is stored. */
  now(): number {
    return this.#outside.now() - this.#localOffsetMs();
  }

  /** Return a window that is still kept; null asks the server. */
  window(request: WindowRequest): ArrayBuffer | null {
    const held = this.#tabs.get(request.tabId)?.history;
    return held?.window(request, this.#clockOffsetMs()) ?? null;
  }

  /** Full snapshots of a tab that are kept, ascending, the clock of what is stored. */
  snapshots(tabId: string): number[] {
    const held = this.#tabs.get(tabId)?.history.snapshots ?? [];
    return held.map((at) => at + this.#clockOffsetMs());
  }

  #change(part: Partial<FollowerState>): void {
    const before = this.state.get();
    const names = Object.keys(part) as (keyof FollowerState)[];
    if (names.some((name) => part[name] !== before[name])) this.state.set({ ...before, ...part });
  }

  #clockOffsetMs(): number {
    return this.#outside.clockOffsetMs() ?? this.#clock.offsetMs ?? 0;
  }

  /** From the clock of what is stored to that of this browser. */
  #localOffsetMs(): number {
    const { stream } = this.#outside;
    const stored = this.#clockOffsetMs();
    const toServer = (this.#clock.offsetMs ?? stored) - stored;
    return toServer + this.#outside.now() - stream.serverNow();
  }

  #tab(tabId: string): Tab {
    const known = this.#tabs.get(tabId);
    const tab = known ?? {
      sequence: new Sequence(),
      history: new History(this.#outside.kept),
      newsUntil: Number.NEGATIVE_INFINITY,
    };
    this.#tabs.set(tabId, tab);
    return tab;
  }

  #onEvent(event: LiveEvent, text: string): void {
    const { tabId, sentAt, timestamp } = event;
    this.#clock.note(sentAt, timestamp, this.#outside.now());
    const tab = this.#tab(tabId);
    const message = messageOf(event, text);
    this.#tellNews(tab, event, message);
    for (const step of tab.sequence.take(message, this.#outside.now())) {
      if (step.does === "begin") tab.history.begin(step.message);
      else tab.history.add(step.message);
      this.#show(tabId, step.does, step.message);
    }
    this.#refresh();
  }

  /** A catch-up repeats what was told before the connection was lost. */
  #tellNews(tab: Tab, event: LiveEvent, { isCatchUp, lastAt }: Message): void {
    const until = tab.newsUntil;
    const events = isCatchUp ? event.events.filter((one) => isAfter(one, until)) : event.events;
    tab.newsUntil = Math.max(until, lastAt);
    this.#outside.onNews({ ...event, events }, this.#clockOffsetMs());
  }

  #onGap({ tabId, state }: LiveGap): void {
    this.#tab(tabId).sequence.tell(state);
    this.#refresh();
  }

  #watch(): void {
    for (const { sequence } of this.#tabs.values()) sequence.giveUp(this.#outside.now());
    this.#refresh();
  }

  #refresh(): void {
    const tabs = [...this.#tabs.entries()]
      .filter(([, { history }]) => history.snapshots.length > 0)
      .map(([tabId]) => tabId);
    const before = this.state.get().tabs;
    if (tabs.join() !== before.join()) this.#change({ tabs });
    const shown = this.#tabs.get(this.state.get().tabId);
    this.#change({ flow: shown?.sequence.flow ?? "waiting" });
  }

  /** The tab to show, as soon as it has a picture. */
  #wantedTab(): string | null {
    const { chosenTab, tabId } = this.state.get();
    const ready = [...this.#tabs.keys()].filter((one) => this.#isReady(one));
    if (chosenTab !== null && ready.includes(chosenTab)) return chosenTab;
    const front = frontTab(this.#visitor, ready);
    if (front !== null && ready.includes(front)) return front;
    return ready.includes(tabId) ? tabId : (ready.at(-1) ?? null);
  }

  #isReady(tabId: string): boolean {
    return (this.#tabs.get(tabId)?.history.present.length ?? 0) > 0;
  }

  /** Go to the tab that is wanted, where another one is shown. */
  #showFront(): void {
    const { mode, tabId } = this.state.get();
    const wanted = this.#wantedTab();
    if (mode === "live" && wanted !== null && wanted !== tabId) this.#begin(wanted);
  }

  #show(tabId: string, does: "begin" | "continue", message: Message): void {
    if (this.state.get().mode !== "live") return;
    const isShown = this.#run !== 0 && tabId === this.state.get().tabId;
    // A page whose full snapshot is still to come is drawn when that follows.
    if (isShown && (does === "continue" || !this.#isReady(tabId))) this.#follow(message);
    else if (isShown || this.#run === 0) this.goLive();
    else this.#showFront();
  }

  #begin(tabId: string): void {
    const texts = this.#tabs.get(tabId)?.history.present ?? [];
    if (!this.#isPlayerReady || this.#isAsleep || texts.length === 0) return;
    this.#forgetRun();
    const run = this.#outside.claim(tabId);
    this.#run = run;
    this.#change({ tabId });
    this.#refresh();
    const { batchMs } = this.#outside;
    this.#post(texts, (assets) => {
      const offsets = {
        clockOffsetMs: this.#clockOffsetMs(),
        localOffsetMs: this.#localOffsetMs(),
      };
      return { type: "live", run, tabId, texts, assets, batchMs, ...offsets };
    });
  }

  /** Others may watch the visitor closer: what comes more often than it was asked for waits. */
  #follow(message: Message): void {
    this.#late.push(message);
    const dueMs = this.#followedAt + this.#outside.batchMs * STEADY - this.#outside.now();
    if (dueMs <= 0) this.#followNow();
    else this.#waiting ??= setTimeout(() => this.#followNow(), dueMs);
  }

  #followNow(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    this.#followedAt = this.#outside.now();
    const run = this.#run;
    for (const { text } of this.#late.splice(0)) {
      this.#post([text], (assets) => {
        return { type: "follow", run, text, assets, localOffsetMs: this.#localOffsetMs() };
      });
    }
  }

  /** Send a message with what it refers to, in the order of the calls. */
  #post(texts: readonly string[], make: (assets: Asset[]) => ToPlayer): void {
    if (!this.#queue && !texts.some((text) => text.includes(REFERENCE))) {
      this.#outside.send(make([]));
      return;
    }
    const { signal } = this.#fetching;
    const posted = (this.#queue ?? Promise.resolve()).then(async () => {
      // Without its style sheets a page is still worth seeing.
      const assets = await this.#outside.fetchAssets(texts, signal).catch(() => []);
      if (!signal.aborted) this.#outside.send(make(assets));
    });
    this.#queue = posted;
    void posted.finally(() => {
      if (this.#queue === posted) this.#queue = null;
    });
  }

  #forgetRun(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    this.#late = [];
    this.#fetching.abort();
    this.#fetching = new AbortController();
    this.#queue = null;
    this.#run = 0;
  }
}

function isAfter(event: unknown, until: number): boolean {
  return (timeOf(event) ?? Number.NEGATIVE_INFINITY) > until;
}
