/**
 * Takes pictures of canvases by the browser's own means: no worker and no address of a blob, which
 * policies of sites forbid, and no wrapped drawing functions, which each page would pay for.
 */

import type { CanvasHost } from "../bridge";
import { guarded } from "../guarded";
import {
  CANVAS_BURST_LENGTH,
  CANVAS_LENGTH,
  CANVAS_LENGTH_PER_SECOND,
  CANVAS_LOOK_MS,
  CANVAS_QUALITY,
  CANVAS_REST_MAX_MS,
  CANVAS_SIDE,
  CANVASES_MAX,
} from "../limits";
import { openBucket } from "../recorder/bucket";
import { encode } from "./encode";

/** What is known of one canvas. */
interface Seen {
  readonly image: string;
  /** How many full snapshots had been taken: each of them shows all canvases empty. */
  readonly checkout: number;
  /** When to look again, and how long that is: ever longer while it does not change. */
  readonly dueAt: number;
  readonly restMs: number;
}

export function observeCanvases(host: CanvasHost): void {
  const seen = new WeakMap<HTMLCanvasElement, Seen>();
  const bucket = openBucket(CANVAS_BURST_LENGTH, CANVAS_LENGTH_PER_SECOND);
  let checkout = 0;
  let isBusy = false;
  host.onCheckout = () => {
    checkout += 1;
  };

  function isDue(canvas: HTMLCanvasElement, now: number): boolean {
    const before = seen.get(canvas);
    const isAsked = before?.checkout !== checkout || before.dueAt <= now;
    return isAsked && canvas.width > 0 && canvas.height > 0;
  }
  async function look(id: number, canvas: HTMLCanvasElement, now: number): Promise<void> {
    const before = seen.get(canvas);
    const image = await encode(canvas, CANVAS_SIDE, CANVAS_QUALITY);
    const isSame = before?.image === image;
    // What shows pictures of other sites cannot be read: it counts as one that never changes.
    const restMs = isSame ? Math.min(before.restMs * 2, CANVAS_REST_MAX_MS) : CANVAS_LOOK_MS;
    seen.set(canvas, { image, checkout, restMs, dueAt: now + restMs });
    if (!image || image.length > CANVAS_LENGTH) return;
    if (isSame && before.checkout === checkout) return;
    bucket.spend(image.length, now);
    host.record({ id, image });
  }
  async function lookAtAll(): Promise<void> {
    const now = performance.now();
    if (!bucket.hasAny(now)) return;
    const due = host.find().filter(([, canvas]) => isDue(canvas, now));
    // All are copied at once, before the browser shows what was drawn and forgets it.
    await Promise.all(due.slice(0, CANVASES_MAX).map(([id, canvas]) => look(id, canvas, now)));
  }

  const shoot = guarded(() => {
    lookAtAll()
      .catch(() => {})
      .finally(() => {
        isBusy = false;
      });
  });
  const tick = guarded(() => {
    if (isBusy || document.visibilityState === "hidden") return;
    isBusy = true;
    requestAnimationFrame(shoot);
  });
  setInterval(tick, CANVAS_LOOK_MS);
}
