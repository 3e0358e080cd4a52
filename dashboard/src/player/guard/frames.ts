/** The guard of this tab, in touch with those of the dashboard's other tabs. */

import { readFromPlayer } from "../protocol";
import { BEAT_MS, type Call, Guard, type Watched } from "./guard";

const CHANNEL = "pagepulse.player";

let channel: BroadcastChannel | null = null;
let beating: ReturnType<typeof setInterval> | undefined;
let count = 0;

const guard = new Guard({
  isVisible: () => document.visibilityState === "visible",
  call: (call) => channel?.postMessage(call),
});

function begin(): void {
  count += 1;
  if (count > 1) return;
  beating = setInterval(() => guard.beat(), BEAT_MS);
  channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<Call>) => guard.hear(data);
}

function end(): void {
  count -= 1;
  if (count > 0) return;
  clearInterval(beating);
  channel?.close();
  channel = null;
}

/** A frame whose player page is watched over. */
export interface GuardedFrame {
  watched: Watched;
  /** Show again what hung. */
  retry(): void;
  forget(): void;
}

/** Watch over the player page of `playerOrigin` in the frame that `frame` returns, until `forget`. */
export function guardFrame(
  frame: () => HTMLIFrameElement | null,
  playerOrigin: string,
): GuardedFrame {
  begin();
  const watched = guard.watch(() =>
    frame()?.contentWindow?.postMessage({ type: "ping" }, playerOrigin),
  );
  const onMessage = (event: MessageEvent<unknown>) => {
    const said = readFromPlayer(event, frame()?.contentWindow ?? null, playerOrigin)?.type;
    if (said === "pong") watched.answered();
    if (said !== "ready") return;
    watched.ready();
    const [port] = event.ports;
    if (port) port.onmessage = ({ data }) => watched.setDrawing(data === true);
  };
  window.addEventListener("message", onMessage);
  return {
    watched,
    retry: () => guard.retry(watched),
    forget() {
      window.removeEventListener("message", onMessage);
      guard.forget(watched);
      end();
    },
  };
}
