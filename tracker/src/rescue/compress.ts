/** Compression by the browser itself. */

import { WORKER_MIN_LENGTH } from "../limits";
import type { Compress } from "../post";
import { openWorker } from "./worker";

/** Compress in the page; a long text by a worker, where the site allows it. */
export function openCompress(hasWorker: boolean): Compress {
  const worker = hasWorker ? tryWorker() : undefined;
  // Asynchronous, so that a browser without the means rejects instead of throwing.
  return async (text) => {
    const isForWorker = worker && text.length >= WORKER_MIN_LENGTH;
    return isForWorker ? worker(text).catch(() => compressHere(text)) : compressHere(text);
  };
}

function tryWorker(): Compress | undefined {
  try {
    return openWorker();
  } catch {
    return undefined;
  }
}

/** In slices of 64 KiB, each a task of 2 ms: the README has the measurement. */
function compressHere(text: string): Promise<Blob> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(stream).blob();
}
