// @vitest-environment happy-dom
import { gunzipSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import { LIVE_PACK_LENGTH, SOCKET_BACKLOG } from "../src/limits";
import { openCourier } from "../src/live/courier";
import type { Socket } from "../src/live/socket";
import { openQueue } from "../src/queue";
import type { Carriage } from "../src/rescue/bridge";
import { type Batch, bodyOf, type Sender } from "../src/wire";
import { memoryStore } from "./memory";

const sender = { projectKey: "pk_test", trackerVersion: "1.0.0" } as Sender;

function batchOf(event: string): Batch {
  return {
    sessionKey: "s",
    tabId: "t",
    seq: 7,
    recorderVersion: "",
    captureReason: "triggered-live",
    recordingId: "run",
    parts: { events: [event] },
  };
}

/** A courier between a socket that answers so, and requests that are counted. */
function courier(answer: () => Promise<unknown>, backlog = 0, isLeft = false) {
  let isOpen = true;
  const asked: [event: string, json: string][] = [];
  const requested: Batch[] = [];
  const socket = {
    askText(event: string, json: string) {
      asked.push([event, json]);
      return answer();
    },
    backlog: () => backlog,
  } as unknown as Socket;
  const post = {
    send: async (batch: Batch) => {
      requested.push(batch);
      return { status: 202, headers: { get: () => null } };
    },
    beacon: () => 0,
    compressBy() {},
  };
  const carriage: Carriage = {
    post,
    sender,
    own: memoryStore(),
    queue: openQueue(),
    retryNow() {},
    compress: async (text) => {
      const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
      return new Response(stream).blob();
    },
  };
  return {
    asked,
    requested,
    post,
    leave: () => {
      isOpen = false;
    },
    undo: openCourier(
      carriage,
      () => (isOpen ? socket : undefined),
      () => isLeft,
    ),
  };
}

const stored = async () => ({ ok: true, seq: 7 });

describe("a batch while somebody watches", () => {
  it("goes over the socket as it would go by request, and counts as stored", async () => {
    vi.useFakeTimers({ now: 5 });
    const { asked, requested, post } = courier(stored);
    const answer = await post.send(batchOf("1"));
    vi.useRealTimers();

    const body = bodyOf(batchOf("1"), sender, 5);
    expect(asked).toEqual([["recording-event", `{"recordingId":"run","batch":${body}}`]]);
    expect(answer.status).toBe(202);
    expect(requested).toEqual([]);
  });

  it("is packed where it is large", async () => {
    const { asked, post } = courier(stored);
    await post.send(batchOf(JSON.stringify("x".repeat(LIVE_PACK_LENGTH))));
    const { recordingId, packed } = JSON.parse(asked[0]?.[1] ?? "");
    const text = gunzipSync(Buffer.from(packed, "base64")).toString();

    expect(recordingId).toBe("run");
    expect(JSON.parse(text).events).toEqual(["x".repeat(LIVE_PACK_LENGTH)]);
  });

  it.each([
    ["there is no answer", () => Promise.reject(new Error("closed")), 0],
    ["it is not stored", async () => ({ ok: false, seq: 7 }), 0],
    ["the way is blocked", stored, SOCKET_BACKLOG],
  ])("goes by request, under its number, where %s", async (_, answer, backlog) => {
    const { requested, post } = courier(answer, backlog);

    expect((await post.send(batchOf("1"))).status).toBe(202);
    expect(requested.map(({ seq }) => seq)).toEqual([7]);
  });

  it("goes no other way from a page that is left: a beacon has it", async () => {
    const { requested, post } = courier(() => Promise.reject(new Error("closed")), 0, true);

    await expect(post.send(batchOf("1"))).rejects.toThrow();
    expect(requested).toEqual([]);
  });

  it("goes by request where there is no socket, also from a page that has just come back", async () => {
    const { requested, post, leave } = courier(stored, 0, true);
    leave();
    await post.send(batchOf("1"));

    expect(requested.map(({ seq }) => seq)).toEqual([7]);
  });

  it("goes by request once nobody watches any more", async () => {
    const { asked, requested, post, undo } = courier(stored);
    undo();
    await post.send(batchOf("1"));

    expect([asked.length, requested.length]).toEqual([0, 1]);
  });
});
