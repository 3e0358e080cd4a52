import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FromPlayer, ToPlayer } from "../../player/protocol";
import { Controller } from "./controller";
import { WINDOW_MS, type WindowRequest } from "./windows";

const SNAPSHOTS = [0, 180_000, 360_000];

/** A controller whose network and player are noted; the test answers for both. */
function setUp({ isInProgress = false } = {}) {
  const requests: (WindowRequest & { signal: AbortSignal; answer: () => Promise<void> })[] = [];
  const sent: ToPlayer[] = [];
  const controller = new Controller(
    { startAt: () => 0, fullSnapshots: () => SNAPSHOTS, isInProgress: () => isInProgress },
    {
      fetchWindow: (request, signal) =>
        new Promise((resolve) => {
          const answer = async () => {
            resolve(new ArrayBuffer(1));
            await vi.advanceTimersByTimeAsync(0);
          };
          requests.push({ ...request, signal, answer });
        }),
      fetchAssets: async () => [],
      send: (message) => sent.push(message),
      now: () => Date.now(),
    },
  );
  const loaded = (run: number, fromAt: number, toAt: number, nextFrom: number | null) => {
    const message: FromPlayer = { type: "loaded", run, fromAt, toAt, lastEventAt: toAt, nextFrom };
    controller.receive(message);
  };
  const types = () => sent.map((message) => message.type);
  return { controller, requests, sent, types, loaded };
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});

afterEach(() => {
  vi.useRealTimers();
});

test("a window that arrives before the player waits for it", async () => {
  const { controller, requests, types } = setUp();
  controller.open("t", 200_000, false);
  await requests[0]?.answer();

  expect(types()).toEqual([]);
  controller.receive({ type: "ready" });

  expect(types()).toEqual(["configure", "load"]);
  expect(requests[0]).toMatchObject({ from: 180_000, to: 210_000, continued: false });
});

test("what follows is fetched until two windows lie ahead", async () => {
  const { controller, requests, loaded } = setUp();
  controller.receive({ type: "ready" });
  controller.open("t", 0, false);
  await requests[0]?.answer();

  loaded(1, 0, WINDOW_MS, WINDOW_MS);
  expect(requests).toHaveLength(2);
  await requests[1]?.answer();
  loaded(1, 0, 2 * WINDOW_MS, 2 * WINDOW_MS);

  expect(requests).toHaveLength(2);
  controller.receive({ type: "time", at: 1 });
  expect(requests[2]).toMatchObject({ from: 2 * WINDOW_MS, continued: true });
});

test("seeking inside what is loaded asks only the player, elsewhere the server", async () => {
  const { controller, requests, sent, loaded } = setUp();
  controller.receive({ type: "ready" });
  controller.open("t", 0, false);
  await requests[0]?.answer();
  loaded(1, 0, 500_000, null);

  controller.seek(170_000);
  expect(sent.at(-1)).toEqual({ type: "seek", at: 170_000 });
  expect(requests).toHaveLength(1);

  controller.open("other", 0, false);
  expect(requests).toHaveLength(2);
});

test("a newer seek takes the place of one that is still loading", async () => {
  const { controller, requests, types } = setUp();
  controller.receive({ type: "ready" });
  controller.open("t", 0, false);
  controller.seek(400_000);
  await requests[0]?.answer();
  await requests[1]?.answer();

  expect(requests[0]?.signal.aborted).toBe(true);
  expect(types().filter((type) => type === "load")).toHaveLength(1);
});

test("late answers about an older load are not believed", () => {
  const { controller, loaded } = setUp();
  controller.open("t", 0, false);
  controller.open("t", 400_000, false);

  loaded(1, 0, WINDOW_MS, null);

  expect(controller.state.get().loadedTo).toBe(0);
});

test("a moment beyond a heavy window is reached through the next ones", async () => {
  const { controller, requests, sent, loaded } = setUp();
  controller.receive({ type: "ready" });
  controller.open("t", 50_000, false);
  await requests[0]?.answer();

  loaded(1, 0, 30_000, 30_001);
  controller.receive({ type: "time", at: 30_000 });
  expect(controller.position.get()).toBe(50_000);
  await requests[1]?.answer();
  loaded(1, 0, 60_000, 60_001);

  expect(sent.filter((message) => message.type === "seek")).toEqual([{ type: "seek", at: 50_000 }]);
});

test("a window seen before is not fetched again", async () => {
  const { controller, requests, loaded } = setUp();
  controller.receive({ type: "ready" });
  controller.open("t", 10, false);
  await requests[0]?.answer();
  loaded(1, 0, WINDOW_MS, null);
  controller.open("t", 20, false);
  await vi.advanceTimersByTimeAsync(0);

  expect(requests).toHaveLength(1);
});

test("the tail of a session in progress is asked for again and again", async () => {
  const { controller, requests, loaded } = setUp({ isInProgress: true });
  controller.receive({ type: "ready" });
  controller.start();
  controller.open("t", 370_000, false);
  await requests[0]?.answer();
  loaded(1, 360_000, 371_000, null);
  await requests[1]?.answer();
  await vi.advanceTimersByTimeAsync(2_500);
  controller.stop();

  expect(requests[1]).toMatchObject({ from: 371_000, continued: true });
  expect(requests).toHaveLength(3);
});

test("a session in progress opens at its newest moment, playing, and keeps up", async () => {
  const { controller, requests, sent, loaded } = setUp({ isInProgress: true });
  controller.receive({ type: "ready" });
  controller.openNewest("t", 371_500);
  await requests[0]?.answer();
  loaded(1, 360_000, 371_500, null);

  expect(sent.at(-1)).toMatchObject({ type: "load", at: 370_000, playing: true });
  expect(controller.state.get().isFollowing).toBe(true);
});

test("at its newest moment a followed session still plays until it is paused", () => {
  const { controller } = setUp({ isInProgress: true });
  controller.receive({ type: "ready" });
  controller.openNewest("t", 371_500);
  controller.receive({ type: "state", state: "ended" });
  expect(controller.isPlaying()).toBe(true);

  controller.pause();
  expect(controller.isPlaying()).toBe(false);
});

test("a second try plays when the first one was to play", async () => {
  const { controller, requests, sent } = setUp();
  controller.receive({ type: "ready" });
  controller.open("t", 5, true);
  controller.retry();
  await requests[1]?.answer();

  expect(sent.at(-1)).toMatchObject({ type: "load", at: 5, playing: true });
});

test("a player that does not answer makes the moment heavy, an answer makes it light again", async () => {
  const { controller } = setUp();
  controller.receive({ type: "ready" });
  controller.start();

  await vi.advanceTimersByTimeAsync(3_000);
  expect(controller.state.get().isHeavy).toBe(true);

  controller.receive({ type: "pong" });
  controller.stop();
  expect(controller.state.get().isHeavy).toBe(false);
});

test("a failed request is shown, and tried again on demand", async () => {
  const failing = new Controller(
    { startAt: () => 0, fullSnapshots: () => SNAPSHOTS, isInProgress: () => false },
    {
      fetchWindow: () => Promise.reject(new Error("offline")),
      fetchAssets: async () => [],
      send: () => {},
      now: () => 0,
    },
  );
  failing.open("t", 5, false);
  await vi.advanceTimersByTimeAsync(0);

  expect(failing.state.get()).toMatchObject({ error: new Error("offline"), isLoading: false });
  failing.retry();
  expect(failing.state.get()).toMatchObject({ error: null, isLoading: true });
});

test("a player that is lost is given again what it showed, as soon as there is another one", async () => {
  const { controller, requests, types, loaded } = setUp();
  controller.receive({ type: "ready" });
  controller.open("t", 200_000, true);
  await requests[0]?.answer();
  loaded(1, 180_000, 210_000, null);
  controller.receive({ type: "time", at: 205_000 });

  controller.lose();
  await vi.advanceTimersByTimeAsync(0);
  expect(controller.state.get()).toMatchObject({ player: "paused", isHeavy: false });
  controller.receive({ type: "ready" });

  expect(types()).toEqual(["configure", "load", "configure", "load"]);
  expect(controller.position.get()).toBe(205_000);
});
