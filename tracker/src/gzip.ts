/** Compression by the browser itself. */

import { GZIP_MIN_BYTES } from "./limits";

export interface Body {
  readonly content: Blob;
  readonly isGzip: boolean;
}

/** Compress a body where that pays and the browser can. */
export async function pack(text: string): Promise<Body> {
  const plain = new Blob([text]);
  if (plain.size < GZIP_MIN_BYTES || typeof CompressionStream === "undefined") {
    return { content: plain, isGzip: false };
  }
  try {
    const stream = plain.stream().pipeThrough(new CompressionStream("gzip"));
    return { content: await new Response(stream).blob(), isGzip: true };
  } catch {
    // Some sites replace Response or Blob by their own; plain always works.
    return { content: plain, isGzip: false };
  }
}
