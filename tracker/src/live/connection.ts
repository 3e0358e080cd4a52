/** Keeps a socket open while the page is there, and says after each break who is here. */

import { guarded, listen } from "../guarded";
import { STEADY_MS } from "../limits";
import type { Command, JoinAnswer, ToServer } from "./messages";
import { type Again, againAfter, delayOf } from "./reconnecting";
import { openSocket, type Socket } from "./socket";

export interface Connection {
  /** The socket, once the server has said what the tab has to do. */
  joined(): Socket | undefined;
  /** The page is left: nothing can be sent. */
  isAway(): boolean;
  /** The page is seen: connect, unless that goes on already or was refused. */
  open(): void;
  /** The page is left, for now or for good. */
  close(): void;
}

export interface ConnectionOptions {
  readonly url: string;
  hello(): ToServer["hello"];
  join(): ToServer["join-project"];
  /** Whether a run is on, so that somebody may be watching. */
  isRecorded(): boolean;
  onJoined(answer: JoinAnswer): void;
  onCommand(command: Command): void;
  /** The connection is gone, or there was none; `isForGood`: no other one follows on this page. */
  onLost(wasJoined: boolean, isForGood: boolean): void;
  /** The page's policy allows no socket, and its owner has heard of the attempt. */
  onForbidden(): void;
}

export function keepConnected(options: ConnectionOptions): Connection {
  const { url, isRecorded } = options;
  let socket: Socket | undefined;
  let joinedAt = 0;
  let failures = 0;
  let again: Again = "soon";
  let isAway = true;
  /** So long the server wants to be left alone; milliseconds. */
  let pause = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const connect = guarded(() => {
    timer = undefined;
    if (socket || isAway || again !== "soon" || navigator.onLine === false) return;
    try {
      socket = openSocket(url, { onOpened, onCommand, onClosed });
    } catch {
      forbid();
    }
  });
  function forbid(): void {
    again = "never";
    options.onForbidden();
  }
  function onOpened(): void {
    const mine = socket;
    if (!mine) return;
    const join = guarded((answer: unknown) => {
      joinedAt = Date.now();
      options.onJoined(answer as JoinAnswer);
    });
    mine.tell("hello", options.hello());
    mine.ask("join-project", options.join()).then(join, mine.close);
  }
  function onCommand(command: Command): void {
    if (command.event === "going-away") pause = command.data.retryAfterMs;
    else options.onCommand(command);
  }
  function onClosed(code: number): void {
    const wasJoined = joinedAt > 0;
    if (wasJoined && Date.now() - joinedAt >= STEADY_MS) failures = 0;
    socket = undefined;
    joinedAt = 0;
    if (again === "soon") again = againAfter(code);
    options.onLost(wasJoined, again === "never");
    wait(pause + delayOf(failures, isRecorded(), Math.random));
    failures += 1;
    pause = 0;
  }
  function wait(delay: number): void {
    clearTimeout(timer);
    if (!isAway) timer = setTimeout(connect, delay);
  }

  // Browsers notice only after minutes that a socket leads nowhere.
  listen(window, "offline", () => socket?.close());
  listen(window, "online", () => {
    if (!socket) wait(delayOf(0, true, Math.random));
  });
  listen<SecurityPolicyViolationEvent>(document, "securitypolicyviolation", ({ blockedURI }) => {
    if (blockedURI.startsWith("ws") && url.startsWith(blockedURI)) forbid();
  });

  return {
    joined: () => (joinedAt ? socket : undefined),
    isAway: () => isAway,
    open() {
      if (again === "shown") again = "soon";
      isAway = false;
      if (timer === undefined) connect();
    },
    close() {
      isAway = true;
      clearTimeout(timer);
      timer = undefined;
      socket?.close();
    },
  };
}
