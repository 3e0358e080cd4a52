/** Lets `frames.js` put recordings of frames of other origins into the page's, where the tag names them. */

import { record } from "@rrweb/record";
import type { Bridge, FramesHost } from "../bridge";
import * as EventType from "../eventTypes";
import { guarded } from "../guarded";
import { loadScript } from "../installation";
import { closestAcross } from "./enclosing";
import type { RecordedEvent } from "./events";
import type { Rules } from "./mask";

export interface Framing {
  onRecorded(event: RecordedEvent): void;
  stop(): void;
}

export function offerFrames(
  { installation, masking }: Bridge,
  { masked, blocked }: Rules,
  emit: (event: RecordedEvent) => void,
): Framing {
  let isStopped = false;
  const host: FramesHost = {
    installation,
    idOf(source) {
      const shows = (id: number): boolean =>
        (record.mirror.getNode(id) as Partial<HTMLIFrameElement> | null)?.contentWindow === source;
      return source ? record.mirror.getIds().find(shows) : undefined;
    },
    allowance(id) {
      const frame = record.mirror.getNode(id) as Element | null;
      if (isStopped || !frame?.isConnected || closestAcross(frame, blocked)) return "nothing";
      const isMasked = masking().isStrict || closestAcross(frame, masked);
      return isMasked ? "shapes" : "all";
    },
    record: guarded(emit),
    onCheckout: () => {},
  };
  if (installation.frames.length) {
    window.__pagepulseFrames = host;
    loadScript(installation, "frames.js");
  }
  return {
    onRecorded({ type }) {
      if (type === EventType.fullSnapshot) host.onCheckout();
    },
    stop() {
      isStopped = true;
    },
  };
}
