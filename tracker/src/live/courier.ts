/**
 * Brings batches over the socket while somebody watches: the very batches of the delivery, one at a
 * time and in its order. What is not answered there goes by request, under the same number, and the
 * server stores it once.
 */

import { LIVE_PACK_LENGTH, SOCKET_BACKLOG } from "../limits";
import type { Carriage } from "../rescue/bridge";
import { type Batch, bodyOf } from "../wire";
import type { BatchStored } from "./messages";
import type { Socket } from "./socket";

/** Just what the delivery reads of an answer. */
const STORED = { status: 202, headers: { get: () => null } };

/**
 * `socketFor` says which socket may take a batch, if any; `isLeft` that the page is gone, and a
 * beacon has what the socket did not answer. Returns what undoes it.
 */
export function openCourier(
  { post, sender, compress }: Carriage,
  socketFor: (batch: Batch) => Socket | undefined,
  isLeft: () => boolean,
): () => void {
  const byRequest = post.send;

  async function bring(batch: Batch): Promise<typeof STORED> {
    const json = await wrap(batch);
    // Asked after that: the socket may be another one by now.
    const socket = socketFor(batch);
    if (!socket || json.length + socket.backlog() > SOCKET_BACKLOG) throw new Error();
    const { ok } = (await socket.askText("recording-event", json)) as BatchStored;
    if (!ok) throw new Error();
    return STORED;
  }
  async function wrap(batch: Batch): Promise<string> {
    const text = bodyOf(batch, sender, Date.now());
    const recordingId = JSON.stringify(batch.recordingId ?? "");
    const packed = text.length >= LIVE_PACK_LENGTH && (await pack(text).catch(() => ""));
    const content = packed ? `"packed":"${packed}"` : `"batch":${text}`;
    return `{"recordingId":${recordingId},${content}}`;
  }
  async function pack(text: string): Promise<string> {
    return base64(await compress(text));
  }

  post.send = async (batch) => {
    if (!socketFor(batch)) return byRequest(batch);
    const answer = await bring(batch).catch(() => undefined);
    if (!answer && isLeft()) throw new Error();
    return answer ?? byRequest(batch);
  };
  return () => {
    post.send = byRequest;
  };
}

function base64(content: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
    reader.onerror = reject;
    reader.readAsDataURL(content);
  });
}
