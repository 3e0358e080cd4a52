/** One connection to `/live/visitor`: messages, and the answers to them. */

import { guarded } from "../guarded";
import { LIVE_ANSWER_MS, LIVE_OPEN_MS } from "../limits";
import type { Command, ToServer } from "./messages";

export interface Socket {
  /** Send a message; rejects when it is refused, or no answer comes in time. */
  ask<Event extends keyof ToServer>(event: Event, data: ToServer[Event]): Promise<unknown>;
  /** The same, where nothing follows from the answer. */
  tell<Event extends keyof ToServer>(event: Event, data: ToServer[Event]): void;
  /** As `ask`, with data that is JSON already. */
  askText(event: keyof ToServer, json: string): Promise<unknown>;
  /** Bytes that the browser has not sent yet. */
  backlog(): number;
  close(): void;
}

export interface SocketHooks {
  onOpened(): void;
  onCommand(command: Command): void;
  /** Called once, also when it never opened; a silent network counts as 1006. */
  onClosed(code: number): void;
}

interface Reply {
  readonly event?: string;
  readonly ack?: number;
  readonly data?: unknown;
  readonly error?: unknown;
}

interface Question {
  resolve(data: unknown): void;
  reject(): void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** What browsers say of connections that were not closed in due form. */
const LOST = 1006;

/** Throws where the page's policy forbids it. */
export function openSocket(url: string, hooks: SocketHooks): Socket {
  const connection = new WebSocket(url);
  const questions = new Map<number, Question>();
  let lastId = 0;
  let isClosed = false;

  function close(code: number): void {
    if (isClosed) return;
    isClosed = true;
    clearTimeout(opening);
    // Not waiting for `close`: where the network is gone, browsers take a minute to tell.
    connection.close();
    for (const { reject, timer } of questions.values()) {
      clearTimeout(timer);
      reject();
    }
    questions.clear();
    hooks.onClosed(code);
  }
  function answer({ ack, data, error }: Reply): void {
    const question = questions.get(ack ?? -1);
    if (!question) return;
    questions.delete(ack ?? -1);
    clearTimeout(question.timer);
    if (error) question.reject();
    else question.resolve(data);
  }
  function askText(event: keyof ToServer, json: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (connection.readyState !== WebSocket.OPEN) return reject();
      lastId += 1;
      const timer = setTimeout(
        guarded(() => close(LOST)),
        LIVE_ANSWER_MS,
      );
      questions.set(lastId, { resolve, reject, timer });
      connection.send(`{"event":"${event}","id":${lastId},"data":${json}}`);
    });
  }

  const opening = setTimeout(
    guarded(() => close(LOST)),
    LIVE_OPEN_MS,
  );
  connection.onopen = guarded(() => {
    clearTimeout(opening);
    hooks.onOpened();
  });
  connection.onclose = guarded(({ code }: CloseEvent) => close(code));
  connection.onmessage = guarded(({ data }: MessageEvent<string>) => {
    if (isClosed) return;
    const reply = JSON.parse(data) as Reply;
    if (reply.event) hooks.onCommand(reply as Command);
    else answer(reply);
  });

  return {
    ask: (event, data) => askText(event, JSON.stringify(data)),
    tell(event, data) {
      askText(event, JSON.stringify(data)).catch(() => {});
    },
    askText,
    backlog: () => connection.bufferedAmount,
    close: () => close(LOST),
  };
}
