/** The page's side: it takes the recordings of frames that its own tag names into its own. */

import type { FramesHost } from "../bridge";
import { guarded, listen } from "../guarded";
import { adopt } from "./adopt";
import { CHECKOUT, type Greeting, HELLO, isGreeting, WELCOME } from "./messages";

export function receiveFrames(host: FramesHost): void {
  const { projectKey, frames } = host.installation;
  const ports = new Set<MessagePort>();

  listen(window, "message", (event: MessageEvent<Greeting>) => {
    if (!isGreeting(event, HELLO, projectKey, frames)) return;
    const id = host.idOf(event.source);
    if (id === undefined || host.allowance(id) === "nothing") return;
    welcome(event.source as Window, event.origin, id);
  });
  // Its full snapshot shows the frame empty.
  host.onCheckout = () => {
    for (const port of ports) port.postMessage(CHECKOUT);
  };

  function welcome(frame: Window, origin: string, id: number): void {
    const isStrict = host.allowance(id) === "shapes";
    const { port1, port2 } = new MessageChannel();
    const adopted = adopt(id);
    ports.add(port1);
    port1.onmessage = guarded(({ data }: MessageEvent<unknown>) => {
      // The frame may have been blocked, or masked, since.
      const allowed = host.allowance(id);
      if (allowed === "nothing" || (allowed === "shapes" && !isStrict)) return;
      const event = adopted(JSON.parse(String(data)));
      if (event) host.record(event);
    });
    const greeting: Greeting = { pulse: WELCOME, projectKey, isStrict };
    // The browser hands it to that origin alone, whatever the frame shows by now.
    frame.postMessage(greeting, origin, [port2]);
  }
}
