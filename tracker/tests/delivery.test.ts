// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openDelivery } from "../src/delivery";
import { LEAVING_BYTES, QUEUE_BYTES, STUCK_BATCHES } from "../src/limits";
import { openPost } from "../src/post";
import type { Archive } from "../src/rescue/archive";
import { openRescue } from "../src/rescue/rescue";
import { type Batch, isSame, type Sender } from "../src/wire";
import { memoryStore } from "./memory";

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
    consent: "not-required",
    gpc: false,
    dnt: false,
    cookieless: false,
  },
};

function batch(seq: number, event = "1", pageViews: string[] = []): Batch {
  const parts = { pageViews, customEvents: [], errors: [], events: [event] };
  return {
    sessionKey: "s",
    tabId: "t",
    seq,
    recorderVersion: "",
    captureReason: "recorded",
    parts,
  };
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

/** An archive in memory that holds what closed tabs left. */
function archiveOf(...left: Batch[]) {
  const kept = new Set<Batch>(left);
  const archive: Archive = {
    keep: (batches) => batches.forEach((batch) => void kept.add(batch)),
    forget(batches) {
      for (const one of kept) if (batches.some((batch) => isSame(batch, one))) kept.delete(one);
    },
    inherit: (onFound) => onFound(left),
    release: () => {},
  };
  return { ...archive, seqs: () => [...kept].map(({ seq }) => seq) };
}

/** The delivery of a page; its rescue comes by `rescue()`. */
function deliverAlone(archive: Archive = archiveOf(), own = memoryStore()) {
  const onLost = vi.fn();
  const onRefused = vi.fn();
  let next = 100;
  const delivery = openDelivery({
    post: openPost("https://host.test/api/tracking/events", sender),
    sender,
    own,
    prefix: "pulse:test:",
    hasWorker: false,
    renumber: ({ tabId }) => (tabId === "t" ? next++ : null),
    onLost,
    onRefused,
  });
  delivery.callForRescue();
  const lifeline = window.__pagepulseRescue;
  const rescue = () => lifeline?.attach(openRescue(lifeline, archive));
  return { onLost, onRefused, rescue, ...delivery };
}

function deliver(archive: Archive = archiveOf(), own = memoryStore()) {
  const delivery = deliverAlone(archive, own);
  delivery.rescue();
  return delivery;
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

    // A quarter of the time spreads the trackers of a site.
    await vi.advanceTimersByTimeAsync(16_000);
    expect(seqs()).toEqual([0, 0]);
  });

  it("does not send again what the server refuses, and records anew", async () => {
    const { seqs } = network(400);
    const delivery = deliver();
    delivery.send(batch(0));
    delivery.send(batch(1));
    await vi.advanceTimersByTimeAsync(HOUR_MS);

    expect(seqs()).toEqual([0, 1]);
    expect(delivery.onLost).toHaveBeenCalledOnce();
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
    expect(delivery.onLost).toHaveBeenCalledOnce();
  });

  it("hands a beacon what fits and returns all that is not acknowledged", async () => {
    const { beacons } = network();
    const archive = archiveOf();
    const delivery = deliver(archive);
    const large = JSON.stringify("x".repeat(LEAVING_BYTES));
    const waiting = [batch(0), batch(1, large), batch(2)];
    for (const one of waiting) delivery.send(one);

    expect(delivery.leave()).toEqual(waiting);
    expect(archive.seqs()).toEqual([1]);
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

  it("takes what ends because the page is left for no trouble of the server", async () => {
    const { seqs } = network(0);
    const own = memoryStore();
    const delivery = deliver(archiveOf(), own);
    delivery.send(batch(0));
    delivery.leave();
    delivery.release();
    await settled();
    // The next page of the tab may send at once.
    expect(own.read("retry")).toBeNull();

    delivery.resume();
    await settled();
    expect(seqs()).toEqual([0, 0]);
  });

  it("sends again what a beacon took when the page stays", async () => {
    const { seqs } = network(0, 0);
    const delivery = deliver();
    delivery.send(batch(0));
    delivery.leave();
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(seqs()).toEqual([0]);

    delivery.resume();
    await settled();
    expect(seqs()).toEqual([0, 0]);
  });

  it("does not press a server in trouble with beacons: what waits is in the archive", async () => {
    const { beacons } = network(503);
    const archive = archiveOf();
    const delivery = deliver(archive);
    delivery.send(batch(0));
    delivery.send(batch(1));
    await settled();

    expect(delivery.leave()).toEqual([batch(0), batch(1)]);
    expect(beacons).toEqual([]);
    expect(archive.seqs()).toEqual([0, 1]);
  });

  it("keeps in the archive what waits while the server fails, and nothing afterwards", async () => {
    network(503, 503);
    const archive = archiveOf();
    const delivery = deliver(archive);
    delivery.send(batch(0));
    expect(archive.seqs()).toEqual([]);
    await settled();
    delivery.send(batch(1));
    expect(archive.seqs()).toEqual([0, 1]);

    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(archive.seqs()).toEqual([]);
  });

  it("sends what closed tabs left after its own batches", async () => {
    const { seqs } = network();
    const archive = archiveOf({ ...batch(7), tabId: "t_other" }, batch(0));
    const delivery = deliver(archive);
    delivery.send(batch(1));
    await settled();

    expect(seqs()).toEqual([7, 1, 0]);
    expect(archive.seqs()).toEqual([]);
  });

  it("waits at least a second after a failure, whatever brings hope", async () => {
    const { seqs } = network(0, 0, 0);
    const delivery = deliver();
    delivery.send(batch(0));
    await settled();
    for (const _ of [1, 2, 3]) delivery.retryNow();
    await vi.advanceTimersByTimeAsync(900);
    expect(seqs()).toEqual([0]);

    await vi.advanceTimersByTimeAsync(200);
    expect(seqs()).toEqual([0, 0]);
  });

  it.each([0, 200, 429, 500])("waits with status %i for the rescue to come", async (status) => {
    const { seqs } = network(status);
    const delivery = deliverAlone();
    for (const seq of [0, 1]) delivery.send(batch(seq));
    delivery.retryNow();
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(seqs()).toEqual([0]);

    delivery.rescue();
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(seqs()).toEqual([0, 0, 1]);
  });

  it("keeps no more than the first batches where the rescue never comes", async () => {
    network(503);
    const delivery = deliverAlone();
    delivery.send(batch(0));
    await settled();
    for (let seq = 1; seq < 2 * STUCK_BATCHES; seq += 1) delivery.send(batch(seq));

    expect(delivery.leave()).toHaveLength(STUCK_BATCHES);
  });

  it("hands its wait on to the next page of the tab", async () => {
    const { seqs } = network(429);
    const store = memoryStore();
    deliver(archiveOf(), store).send(batch(0));
    await settled();
    deliver(archiveOf(), store).send(batch(0));
    await vi.advanceTimersByTimeAsync(59_000);

    expect(seqs()).toEqual([0]);
  });

  it("halves a batch that is too large, as often as it takes", async () => {
    const { sent } = network(413, 413);
    const delivery = deliver();
    const one = batch(0);
    one.parts.events?.push("2", "3", "4");
    delivery.send(one);
    await vi.advanceTimersByTimeAsync(HOUR_MS);

    expect(sent.map(({ seq, events }) => ({ seq, events }))).toEqual([
      { seq: 0, events: [1, 2, 3, 4] },
      { seq: 0, events: [1, 2] },
      { seq: 0, events: [1] },
      { seq: 101, events: [2] },
      { seq: 100, events: [3, 4] },
    ]);
    expect(delivery.onLost).not.toHaveBeenCalled();
  });

  it("leaves a hole for a single event that is too large, and records anew", async () => {
    const { seqs } = network(413);
    const delivery = deliver();
    delivery.send(batch(0));
    delivery.send(batch(1));
    await vi.advanceTimersByTimeAsync(HOUR_MS);

    expect(seqs()).toEqual([0, 1]);
    expect(delivery.onLost).toHaveBeenCalledOnce();
  });

  it("gives up the recording alone when even a new one is too large", async () => {
    const { seqs } = network(413, 413, 413);
    const delivery = deliver();
    for (const seq of [0, 1, 2, 3]) delivery.send(batch(seq));
    await vi.advanceTimersByTimeAsync(HOUR_MS);

    expect(seqs()).toEqual([0, 1, 2, 3]);
    expect(delivery.onRefused).toHaveBeenCalledOnce();
  });
});
