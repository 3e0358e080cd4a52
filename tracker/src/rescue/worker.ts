/** Compression on another thread. */

import type { Compress } from "../post";

/** What the worker runs: text in, compressed Blob out, in the order of the questions. */
const SOURCE = `onmessage = async ({ data }) => {
  const stream = new Blob([data]).stream().pipeThrough(new CompressionStream("gzip"));
  postMessage(await new Response(stream).blob());
}`;

/**
 * A worker of our own. Only for sites that ask for it: where the site's policy forbids workers from
 * blobs the attempt alone is reported as a violation, and no script can ask a policy beforehand.
 */
export function openWorker(): Compress {
  const address = URL.createObjectURL(new Blob([SOURCE], { type: "text/javascript" }));
  const worker = new Worker(address);
  let isDead = false;
  let fail = (): void => {};
  worker.onerror = () => {
    isDead = true;
    fail();
  };
  return (text) =>
    // One question at a time: the delivery sends one batch after the other.
    new Promise((resolve, reject) => {
      fail = reject;
      if (isDead) return reject();
      worker.onmessage = ({ data }: MessageEvent<Blob>) => resolve(data);
      worker.postMessage(text);
    });
}
