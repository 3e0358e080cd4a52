/** Compression by the browser itself. */

import { GZIP_MIN_BYTES, WORKER_MIN_LENGTH } from "./limits";

export interface Body {
  readonly content: Blob;
  readonly isGzip: boolean;
}

/** Compresses a text; rejects where it cannot. */
export type Compress = (text: string) => Promise<Blob>;

/** Compress a body where that pays and the browser can; a long one by `worker`, if there is any. */
export async function pack(text: string, worker?: Compress): Promise<Body> {
  if (text.length < GZIP_MIN_BYTES || typeof CompressionStream === "undefined") return plain(text);
  try {
    const isLong = text.length >= WORKER_MIN_LENGTH;
    const there = isLong && worker?.(text).catch(() => compressHere(text));
    return { content: await (there || compressHere(text)), isGzip: true };
  } catch {
    // Some sites replace Response or Blob by their own; plain always works.
    return plain(text);
  }
}

export function plain(text: string): Body {
  return { content: new Blob([text]), isGzip: false };
}

/** In slices of 64 KiB, each a task of 2 ms: the README has the measurement. */
function compressHere(text: string): Promise<Blob> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(stream).blob();
}
