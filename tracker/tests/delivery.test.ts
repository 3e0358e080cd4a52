// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openDelivery } from "../src/delivery";
import { LEAVING_BYTES, QUEUE_BYTES } from "../src/limits";
import type { Batch, Sender } from "../src/wire";

const sender: Sender = {
  projectKey: "pk_test",
  trackerVersion: "1.0.0",
  visitorId: null,
  context: {
    language: "en",
    timeZone: "UTC",
    screenWidth: 1,
    screenHeight: 1,
    pixelRatio: 1,
    touch: false,
  },
};

function batch(seq: number, event = "1", pageViews: string[] = []): Batch {
  const parts = { pageViews, customEvents: [], errors: [], events: [event] };
  return { sessionKey: "s", tabId: "t", seq, recorderVersion: "", parts };
}

/** The network's edge: answers each request with the next status, 202 when none is left. */
function network(...statuses: number[]) {
  const sent: { seq: number; sentAt: number; events: unknown[] }[] = [];
  const beacons: Blob[] = [];
  vi.stubGlobal("fetch", async (_: string, { body }: { body: Blob }) => {
    sent.push(JSON.parse(await body.text()));
    const status = statuses.shift() ?? 202;
    if (status === 0) throw new TypeError("Failed to fetch");
    return new Response(null, { status, headers: status === 429 ? { "Retry-After": "60" } : {} });
  });
  // Plain bodies keep the test about delivery.
  vi.stubGlobal("CompressionStream", undefined);
  navigator.sendBeacon = (_, body) => beacons.push(body as Blob) > 0;
  return { sent, beacons, seqs: () => sent.map(({ seq }) => seq) };
}

function deliver() {
  const onRecovered = vi.fn();
  const onRefused = vi.fn();
  const url = "https://host.test/api/tracking/events";
  return { onRecovered, onRefused, ...openDelivery({ url, sender, onRecovered, onRefused }) };
}

const settled = () => vi.advanceTimersByTimeAsync(10);
const HOUR_MS = 3_600_000;

describe("delivery", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("sends one batch at a time, in order", async () => {
    const { seqs } = network();
    const delivery = deliver();
    for (const seq of [0, 1, 2]) delivery.send(batch(seq));
    await settled();

    expect(seqs()).toEqual([0, 1, 2]);
  });

  it.each([0, 200, 302, 408, 429, 500, 503])("tries again after status %i", async (status) => {
    const { seqs } = network(status, status);
    const delivery = deliver();
    delivery.send(batch(0));
    delivery.send(batch(1));
    await vi.advanceTimersByTimeAsync(HOUR_MS);

    expect(seqs()).toEqual([0, 0, 0, 1]);
  });

  it("waits as long as the server asks", async () => {
    const { seqs } = network(429);
    deliver().send(batch(0));
    await vi.advanceTimersByTimeAsync(59_000);
    expect(seqs()).toEqual([0]);

    await vi.advanceTimersByTimeAsync(2_000);
    expect(seqs()).toEqual([0, 0]);
  });

  it("does not send again what the server refuses, and records anew", async () => {
    const { seqs } = network(400);
    const delivery = deliver();
    delivery.send(batch(0));
    delivery.send(batch(1));
    await vi.advanceTimersByTimeAsync(HOUR_MS);

    expect(seqs()).toEqual([0, 1]);
    expect(delivery.onRecovered).toHaveBeenCalledOnce();
  });

  it("stops for good after three refusals", async () => {
    const { seqs } = network(403, 403, 403);
    const delivery = deliver();
    for (const seq of [0, 1, 2, 3]) delivery.send(batch(seq));
    await vi.advanceTimersByTimeAsync(HOUR_MS);

    expect(seqs()).toEqual([0, 1, 2]);
    expect(delivery.onRefused).toHaveBeenCalledOnce();
  });

  it("drops recorded events, and nothing else, when too much waits", async () => {
    const { sent } = network(503);
    const delivery = deliver();
    const large = JSON.stringify("x".repeat(QUEUE_BYTES / 2));
    delivery.send(batch(0, large));
    await settled();
    delivery.send(batch(1, large));
    delivery.send(batch(2, large, ['"a page view"']));
    delivery.send(batch(3));
    expect(delivery.hasGap()).toBe(true);
    await vi.advanceTimersByTimeAsync(HOUR_MS);

    expect(sent.slice(1).map(({ seq, events }) => ({ seq, events }))).toEqual([
      { seq: 0, events: [] },
      { seq: 2, events: [] },
    ]);
    expect(delivery.hasGap()).toBe(false);
    expect(delivery.onRecovered).toHaveBeenCalledOnce();
  });

  it("hands a beacon what fits and returns the rest", async () => {
    const { beacons } = network(503);
    const delivery = deliver();
    const large = JSON.stringify("x".repeat(LEAVING_BYTES));
    for (const waiting of [batch(0), batch(1, large), batch(2)]) delivery.send(waiting);
    await settled();

    expect(delivery.leave()).toEqual([batch(1, large)]);
    const texts = await Promise.all(beacons.map((beacon) => beacon.text()));
    expect(texts.map((text) => JSON.parse(text).seq)).toEqual([0, 2]);
  });

  it("does not take a batch twice that waits already", async () => {
    const { seqs } = network();
    const delivery = deliver();
    delivery.send(batch(0));
    delivery.send(batch(0));
    await settled();

    expect(seqs()).toEqual([0]);
  });

  it("sends again what a beacon took when the page stays", async () => {
    const { seqs } = network(503);
    const delivery = deliver();
    delivery.send(batch(0));
    await settled();
    delivery.leave();
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(seqs()).toEqual([0]);

    delivery.resume();
    await settled();
    expect(seqs()).toEqual([0, 0]);
  });
});
