/** One attempt to bring one batch to the server, by request or by beacon. */

import { type Body, type Compress, pack, plain } from "./gzip";
import { ANSWER_MS } from "./limits";
import { type Batch, bodyOf, type Sender } from "./wire";

export interface Post {
  /** Send a batch; rejects when no answer comes. */
  send(batch: Batch): Promise<Response>;
  /** Give a batch to a beacon that may carry so many bytes; returns how many it took, or 0. */
  beacon(batch: Batch, room: number): number;
  /** Let another thread compress. */
  compressBy(compress: Compress): void;
}

export function openPost(url: string, sender: Sender): Post {
  // Taken at the start: pages replace fetch by their own, and we must not appear in their logs.
  const request = fetch.bind(globalThis);
  let compress: Compress | undefined;
  let attempt: { batch: Batch; body: Body } | undefined;

  const place = (body: Body): string => (body.isGzip ? `${url}?encoding=gzip` : url);

  return {
    async send(batch) {
      const body = await pack(bodyOf(batch, sender, Date.now()), compress);
      attempt = { batch, body };
      try {
        const response = await request(place(body), {
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
      } finally {
        attempt = undefined;
      }
    },
    beacon(batch, room) {
      // A page that is left has no time to compress; what is on its way is compressed already.
      const body =
        attempt?.batch === batch ? attempt.body : plain(bodyOf(batch, sender, Date.now()));
      const content = new Blob([body.content], { type: "text/plain" });
      const isTaken = content.size <= room && navigator.sendBeacon(place(body), content);
      return isTaken ? content.size : 0;
    },
    compressBy(other) {
      compress = other;
    },
  };
}
