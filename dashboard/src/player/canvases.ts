/**
 * Draws recorded pictures onto the canvases of the rebuilt page.
 *
 * rrweb can only replay canvases in a frame that runs scripts, by calling functions that the recording
 * names. Here one thing alone happens to a canvas: a picture that the sanitiser has let through is
 * drawn over all of it.
 */

import { type Replayer, ReplayerEvents } from "rrweb";
import { type CanvasPicture, isPictureEvent } from "./sanitise/pictures";

/** Pixels of one canvas, and of one picture; larger ones would only exist to exhaust memory. */
const MAX_PIXELS = 4096 * 4096;
/** Canvases that are drawn at the same time. */
const MAX_CANVASES = 32;

interface Shown {
  readonly url: string;
  /** Missing until it is its turn: seeking passes thousands of pictures, and shows the last ones. */
  image?: HTMLImageElement;
}

function isCanvas(node: Node | null): node is HTMLCanvasElement {
  // By its name, not its class: nodes of the replayed frame have classes of their own.
  return node?.nodeName === "CANVAS" && "getContext" in node;
}

function isDrawable(width: number, height: number): boolean {
  return width > 0 && height > 0 && width * height <= MAX_PIXELS;
}

function draw(canvas: HTMLCanvasElement, image: HTMLImageElement): void {
  const { width, height } = canvas;
  if (!isDrawable(width, height) || !isDrawable(image.naturalWidth, image.naturalHeight)) return;
  const context = canvas.getContext("2d");
  context?.clearRect(0, 0, width, height);
  context?.drawImage(image, 0, 0, width, height);
}

/** Draw from now on whatever pictures the Replayer comes across. */
export function drawCanvases(replayer: Replayer): void {
  const pictures = new Map<number, Shown>();
  let isPlanned = false;

  function drawOne(id: number, shown: Shown): void {
    const node = replayer.getMirror().getNode(id);
    if (!isCanvas(node)) return;
    if (!shown.image) {
      shown.image = new Image();
      shown.image.onload = plan;
      shown.image.src = shown.url;
    }
    // One that cannot be decoded never completes with a size.
    if (shown.image.complete) draw(node, shown.image);
  }
  function plan(): void {
    if (isPlanned || pictures.size === 0) return;
    isPlanned = true;
    requestAnimationFrame(() => {
      isPlanned = false;
      for (const [id, shown] of pictures) drawOne(id, shown);
    });
  }
  function take({ id, image }: CanvasPicture): void {
    if (pictures.size >= MAX_CANVASES && !pictures.has(id)) return;
    pictures.set(id, { url: image });
    plan();
  }

  // A full snapshot builds all canvases anew, empty.
  replayer.on(ReplayerEvents.FullsnapshotRebuilded, () => pictures.clear());
  // Seeking builds the page when it has arrived.
  replayer.on(ReplayerEvents.Flush, plan);
  replayer.on(ReplayerEvents.CustomEvent, (event: unknown) => {
    if (isPictureEvent(event)) take(event.data.payload);
  });
}
