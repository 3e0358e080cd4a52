/** Lets `canvas.js` put pictures of canvases into the recording, where the project wants them. */

import { record } from "@rrweb/record";
import type { Bridge } from "../bridge";
import * as EventType from "../eventTypes";
import { guarded } from "../guarded";
import { loadScript } from "../installation";
import { PICTURE } from "../picture";
import { closestAcross } from "./enclosing";
import type { RecordedEvent } from "./events";
import type { Rules } from "./mask";
import { CUSTOM } from "./scrub";

export interface Canvases {
  /** One event that was recorded, and as JSON. */
  onRecorded(event: RecordedEvent, json: string): void;
  stop(): void;
}

/** Where all text is masked nothing of a canvas may be seen, as nobody knows what it shows. */
export function offerCanvases(
  { installation, capture, masking }: Bridge,
  { masked, blocked }: Rules,
  emit: (event: RecordedEvent) => void,
): Canvases {
  let isStopped = false;
  let isKnown = false;
  let ids: number[] = [];
  const isCanvas = (id: number): boolean => record.mirror.getNode(id)?.nodeName === "CANVAS";

  function find(): readonly (readonly [number, HTMLCanvasElement])[] {
    if (isStopped) return [];
    if (!isKnown) ids = record.mirror.getIds().filter(isCanvas);
    isKnown = true;
    return ids
      .filter(isCanvas)
      .map((id) => [id, record.mirror.getNode(id) as unknown as HTMLCanvasElement] as const)
      .filter(([, canvas]) => !closestAcross(canvas, `${masked},${blocked}`));
  }

  const isWanted = capture().canvas && !masking().isStrict;
  if (isWanted) {
    window.__pagepulseCanvas = {
      find,
      record: guarded((payload) =>
        emit({ type: CUSTOM, timestamp: Date.now(), data: { tag: PICTURE, payload } }),
      ),
      onCheckout: () => {},
    };
    loadScript(installation, "canvas.js");
  }
  const host = window.__pagepulseCanvas;

  return {
    onRecorded({ type }, json) {
      if (!isWanted) return;
      if (json.includes('"canvas"')) isKnown = false;
      if (type === EventType.fullSnapshot) host?.onCheckout();
    },
    stop() {
      isStopped = true;
    },
  };
}
