/** The frame's side: it hands its recording to the page that shows it, where both name each other. */

import type { FrameHost } from "../bridge";
import { guarded, listen } from "../guarded";
import { HELLO_MS, HELLOS_MAX } from "../limits";
import { CHECKOUT, type Greeting, HELLO, isGreeting, WELCOME } from "./messages";

/** Nothing is posted to a page of an origin that the frame's own tag does not name. */
export function joinPage(host: FrameHost): void {
  const { installation, onAlone } = host;
  const origin = originAbove();
  if (!installation.frames.includes(origin)) {
    onAlone();
    return;
  }
  const greeting: Greeting = { pulse: HELLO, projectKey: installation.projectKey };
  let isWelcome = false;
  let hellos = 0;

  listen(window, "message", (event: MessageEvent<Greeting>) => {
    if (isWelcome || event.source !== parent) return;
    const isMeant = isGreeting(event, WELCOME, installation.projectKey, [origin]);
    const [port] = event.ports;
    if (!isMeant || !port) return;
    isWelcome = true;
    open(host, port, event.data.isStrict === true);
  });
  // The page begins to record when it has time, which may be after the frame.
  const greet = guarded(() => {
    if (isWelcome || hellos >= HELLOS_MAX) return;
    hellos += 1;
    parent.postMessage(greeting, origin);
    setTimeout(greet, HELLO_MS);
  });
  greet();
}

/** Browsers without `ancestorOrigins` say by the referrer who shows the frame, at least at first. */
function originAbove(): string {
  const above = location.ancestorOrigins?.[0];
  return above ?? (document.referrer && new URL(document.referrer).origin);
}

function open({ onOpened, checkout }: FrameHost, port: MessagePort, isStrict: boolean): void {
  port.onmessage = guarded(({ data }: MessageEvent<unknown>) => {
    if (data === CHECKOUT) checkout();
  });
  onOpened({
    isStrict,
    reason: () => "in-parent",
    isOpen: () => true,
    pass: (_, json) => port.postMessage(json),
    look() {},
    renew() {},
    stop: () => port.close(),
  });
}
