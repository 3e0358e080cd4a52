/** One attempt to bring one batch to the server, by request or by beacon. */

import { ANSWER_MS, GZIP_MIN_BYTES } from "./limits";
import { type Batch, bodyOf, type Sender } from "./wire";

/** What is read of the server's answer. */
export interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
}

/** Compresses a text; rejects where it cannot. */
export type Compress = (text: string) => Promise<Blob>;

export interface Post {
  /** Send a batch; rejects when no answer comes. `live.js` puts its socket before it. */
  send: (batch: Batch) => Promise<Answer>;
  /** Give a batch to a beacon that may carry so many bytes; returns how many it took, or 0. */
  beacon(batch: Batch, room: number): number;
  /** Compress from now on. */
  compressBy(compress: Compress): void;
}

interface Body {
  readonly content: Blob;
  readonly address: string;
}

export function openPost(url: string, sender: Sender): Post {
  // Taken at the start: pages replace fetch by their own, and we must not appear in their logs.
  const request = fetch.bind(globalThis);
  let compress: Compress | undefined;
  let attempt: { batch: Batch; body: Body } | undefined;

  const textOf = (batch: Batch): string => bodyOf(batch, sender, Date.now());
  const plain = (text: string): Body => ({ content: new Blob([text]), address: url });

  async function pack(text: string): Promise<Body> {
    // Some sites replace Response or Blob by their own; plain always works.
    const content =
      text.length >= GZIP_MIN_BYTES && (await compress?.(text).catch(() => undefined));
    return content ? { content, address: `${url}?encoding=gzip` } : plain(text);
  }

  return {
    async send(batch) {
      const body = await pack(textOf(batch));
      attempt = { batch, body };
      const response = await request(body.address, {
        method: "POST",
        body: body.content,
        // No preflight and no cookie: a simple request, and nothing the visitor is known by.
        headers: { "Content-Type": "text/plain" },
        credentials: "omit",
        referrerPolicy: "origin",
        signal: AbortSignal.timeout?.(ANSWER_MS) ?? null,
      });
      // An answer that nobody reads keeps its connection busy.
      await response.arrayBuffer();
      return response;
    },
    beacon(batch, room) {
      // A page that is left has no time to compress; the latest attempt is compressed already.
      const { content, address } = attempt?.batch === batch ? attempt.body : plain(textOf(batch));
      const body = new Blob([content], { type: "text/plain" });
      return body.size <= room && navigator.sendBeacon(address, body) ? body.size : 0;
    },
    compressBy(other) {
      compress = other;
    },
  };
}
