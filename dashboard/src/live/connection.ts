/** The one socket between this dashboard and the server: opened, kept, opened again. */

import { ApiError, problemOf } from "../errors";
import { createStore, type Store } from "../store";
import { LONGEST_MS, pauseOf } from "./backoff";
import {
  type AnswerTo,
  type Frame,
  type Heard,
  readFrame,
  type Sent,
  writeFrame,
} from "./messages";

/**
 * `connecting`: for the first time. `reconnecting`: it was there, or could not be made; tries go on.
 * `paused`: given up for now, because nobody looks. `closed`: for good.
 */
export type ConnectionState = "connecting" | "connected" | "reconnecting" | "paused" | "closed";

/** What the connection needs of a WebSocket. */
export type Socket = Pick<
  WebSocket,
  "send" | "close" | "onopen" | "onmessage" | "onclose" | "readyState"
>;

type Surroundings = {
  openSocket(): Socket;
  /** A ticket for `hello`. Throws ApiError when the login is gone. */
  fetchTicket(): Promise<string>;
  now(): number;
  chance(): number;
};

/** An answer that takes longer will not come: the connection is dead. */
const ANSWER_MS = 10_000;
/** So long after the last word of the server it is asked for one. */
const SILENCE_MS = 25_000;
/** A connection that stood so long was a good one: the next failure counts as the first. */
const GOOD_MS = 10_000;
/** Close codes of the protocol, see the server's list. */
const NORMAL_CLOSE = 1000;
const OPEN = 1;

type Waiting = {
  resolve: (data: unknown) => void;
  reject: (error: Error) => void;
  timer: ReturnType<typeof setTimeout>;
};
type Listeners = { [E in keyof Heard]: Set<(data: Heard[E], text: string) => void> };

const LOST = "The connection to the server was lost. It is being made again.";

export class Connection {
  readonly state: Store<ConnectionState> = createStore<ConnectionState>("connecting");
  /** What the server said at the last hello; null before the first. */
  readonly welcome: Store<AnswerTo<"hello"> | null> = createStore<AnswerTo<"hello"> | null>(null);
  private socket: Socket | null = null;
  private lastId = 0;
  private failures = 0;
  private connectedAt = 0;
  private clockAheadMs = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;
  /** Of `going-away`: when the server will be back, ms from then. */
  private retryAfterMs: number | null = null;
  /** Tells an old try, whose ticket comes late, that it is not wanted any more. */
  private turn = 0;
  /** The project that was subscribed to last; what may be asked of it changes nothing. */
  private projectId = "";
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners: Listeners = {
    "data-stored": new Set(),
    gap: new Set(),
    "project-changed": new Set(),
    "going-away": new Set(),
    "live-event": new Set(),
    "recording-state": new Set(),
    "session-recorded": new Set(),
    visitors: new Set(),
  };

  constructor(private readonly around: Surroundings) {
    this.on("going-away", ({ retryAfterMs }) => {
      this.retryAfterMs = retryAfterMs;
    });
  }

  /** Connect, or connect again at once. Nothing happens where the connection stands. */
  open(): void {
    if (this.state.get() === "connected") return;
    this.abandon();
    if (this.state.get() !== "connecting") this.state.set("reconnecting");
    void this.connect();
  }

  /** Leave the server in peace until `open`. */
  pause(): void {
    this.abandon();
    this.state.set("paused");
  }

  close(): void {
    this.abandon();
    this.state.set("closed");
  }

  /** Hear an event until the returned function is called. `text` is the whole message. */
  on<E extends keyof Heard>(event: E, listener: (data: Heard[E], text: string) => void) {
    this.listeners[event].add(listener);
    return () => {
      this.listeners[event].delete(listener);
    };
  }

  /** Send an event and wait for its answer. Throws ApiError when refused, or not connected. */
  async ask<E extends keyof Sent>(event: E, data: Sent[E]): Promise<AnswerTo<E>> {
    if (this.state.get() !== "connected") throw new ApiError(0, "not_connected", LOST);
    if ("projectId" in data) this.projectId = data.projectId;
    return this.send(event, data);
  }

  /** The server's clock, Unix ms. */
  serverNow(): number {
    return this.around.now() + this.clockAheadMs;
  }

  private async connect(): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    try {
      const token = await this.around.fetchTicket();
      if (turn === this.turn) this.greet(token);
    } catch (error) {
      if (turn === this.turn) this.retry(error);
    }
  }

  private greet(token: string): void {
    const socket = this.around.openSocket();
    this.socket = socket;
    // Until the first word of the server; an address that swallows everything never says one.
    this.silenceTimer = setTimeout(() => this.retry(null), ANSWER_MS);
    socket.onmessage = ({ data }) => this.hear(data);
    socket.onclose = () => this.retry(null);
    socket.onopen = () => {
      void this.send("hello", { token }).then(
        (welcome) => this.begin(welcome),
        () => socket.close(NORMAL_CLOSE),
      );
    };
  }

  private begin(welcome: AnswerTo<"hello">): void {
    this.connectedAt = this.around.now();
    this.clockAheadMs = welcome.serverTime - this.connectedAt;
    this.welcome.set(welcome);
    this.retryAfterMs = null;
    this.state.set("connected");
  }

  private send<E extends keyof Sent>(event: E, data: Sent[E]): Promise<AnswerTo<E>> {
    this.lastId += 1;
    const id = this.lastId;
    const answer = new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => this.giveUp(id), ANSWER_MS);
      this.waiting.set(id, { resolve, reject, timer });
    });
    if (this.socket?.readyState === OPEN) this.socket.send(writeFrame(event, data, id));
    // Vouched for by the contract, like every answer.
    return answer as Promise<AnswerTo<E>>;
  }

  private giveUp(id: number): void {
    this.waiting.get(id)?.reject(new ApiError(0, "no_answer", LOST));
    this.waiting.delete(id);
    this.retry(null);
  }

  private hear(text: unknown): void {
    this.awaitWord();
    const frame = readFrame(text);
    if (!frame) return;
    if (frame.kind === "event") this.tell(frame, String(text));
    else this.settle(frame);
  }

  private tell({ event, data }: Extract<Frame, { kind: "event" }>, text: string): void {
    // The frame pairs the event with its data; TypeScript cannot follow that through the table.
    const listeners = this.listeners[event] as Set<(data: unknown, text: string) => void>;
    for (const listener of [...listeners]) listener(data, text);
  }

  private settle(frame: Exclude<Frame, { kind: "event" }>): void {
    const waiting = this.waiting.get(frame.id);
    if (!waiting) return;
    this.waiting.delete(frame.id);
    clearTimeout(waiting.timer);
    if (frame.kind === "answer") waiting.resolve(frame.data);
    else waiting.reject(problemOf(statusOf(frame.error), frame.error));
  }

  /** Browsers hide the server's heartbeat from scripts: where it is silent, ask something. */
  private awaitWord(): void {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => {
      if (this.state.get() !== "connected" || !this.projectId) return;
      // Takes nothing away: no topic is named. Silence after it ends the connection.
      this.send("unsubscribe", { projectId: this.projectId, topics: [] }).catch(() => {});
    }, SILENCE_MS);
  }

  /** After a failed try or a lost connection. */
  private retry(error: unknown): void {
    const stood = this.connectedAt > 0 && this.around.now() - this.connectedAt >= GOOD_MS;
    this.failures = stood ? 1 : this.failures + 1;
    this.abandon();
    this.connectedAt = 0;
    this.state.set("reconnecting");
    this.retryTimer = setTimeout(() => void this.connect(), this.pauseAfter(error));
  }

  private pauseAfter(error: unknown): number {
    const pause = pauseOf(this.failures, this.around.chance());
    if (this.retryAfterMs !== null) return this.retryAfterMs + pause;
    // A refusal does not change by asking soon.
    const isRefused = error instanceof ApiError && error.status >= 400 && error.status < 500;
    return isRefused ? LONGEST_MS : pause;
  }

  private abandon(): void {
    this.turn += 1;
    clearTimeout(this.retryTimer);
    clearTimeout(this.silenceTimer);
    const { socket } = this;
    this.socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(NORMAL_CLOSE);
    }
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject(new ApiError(0, "not_connected", LOST));
    }
    this.waiting.clear();
  }
}

/** The status of a refusal; as a bad request where it names none. */
function statusOf(error: unknown): number {
  const status: unknown =
    typeof error === "object" && error !== null ? Reflect.get(error, "status") : undefined;
  return typeof status === "number" ? status : 400;
}
