/** A server for unit tests of what speaks over the connection: sockets that tests talk through. */

import { Connection, type Socket } from "./connection";

type Said = { event: string; data: Record<string, unknown>; id: number };

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 3;
/** The server's clock is so far ahead of the browser's, ms. */
export const CLOCK_AHEAD_MS = 5_000;

/** One socket as the test's server sees it. */
export class FakeSocket implements Socket {
  readyState = CONNECTING;
  onopen: WebSocket["onopen"] = null;
  onmessage: WebSocket["onmessage"] = null;
  onclose: WebSocket["onclose"] = null;
  readonly said: Said[] = [];
  /** Answers by event; an event that is not here is answered with nothing in it. */
  answers: Record<string, (data: Record<string, unknown>) => unknown> = {
    hello: () => ({
      ok: true,
      name: "Ada",
      serverTime: Date.now() + CLOCK_AHEAD_MS,
      isLiveEnabled: true,
    }),
    subscribe: () => ({ ok: true, visitors: [], runs: [] }),
  };
  isSilent = false;

  send(text: string): void {
    const said = JSON.parse(text) as Said;
    this.said.push(said);
    if (this.isSilent) return;
    const data = this.answers[said.event]?.(said.data) ?? {};
    queueMicrotask(() => this.say({ ack: said.id, data }));
  }

  say(frame: unknown): void {
    this.onmessage?.call(
      this.asSocket,
      new MessageEvent("message", { data: JSON.stringify(frame) }),
    );
  }

  tell(event: string, data: unknown): void {
    this.say({ event, data });
  }

  accept(): void {
    this.readyState = OPEN;
    this.onopen?.call(this.asSocket, new Event("open"));
  }

  close(): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    this.onclose?.call(this.asSocket, new Event("close") as CloseEvent);
  }

  events(): string[] {
    return this.said.map(({ event }) => event);
  }

  private get asSocket(): WebSocket {
    return this as unknown as WebSocket;
  }
}

/** A connection and the sockets that it has opened so far, the newest last. */
export function connectionWithSockets(fetchTicket: () => Promise<string> = async () => "lt_1") {
  const sockets: FakeSocket[] = [];
  const connection = new Connection({
    openSocket() {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    fetchTicket,
    now: () => Date.now(),
    chance: () => 0,
  });
  const newest = () => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error("No socket was opened yet");
    return socket;
  };
  return { connection, sockets, newest };
}

/** Let promises and their followers run, without time passing. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** Connect and say hello. */
export async function connected() {
  const made = connectionWithSockets();
  made.connection.open();
  await settle();
  made.newest().accept();
  await settle();
  return made;
}
