import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connected, settle } from "./fake-server";
import type { LiveConnection, LiveEvent, LiveGap, LiveListener } from "./stream";
import { MOST_WATCHED, Watches } from "./watches";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

class Listener implements LiveListener {
  readonly heard: string[] = [];

  onEvent({ tabId, seq, isCatchUp }: LiveEvent): void {
    this.heard.push(`${tabId} ${seq}${isCatchUp ? " catch-up" : ""}`);
  }
  onGap({ state }: LiveGap): void {
    this.heard.push(state);
  }
  onConnection(connection: LiveConnection): void {
    this.heard.push(connection);
  }
}

function liveEvent(seq: number, isCatchUp = false) {
  return { sessionId: "s1", tabId: "t", seq, isCatchUp, events: [], recordingId: "" };
}

const GAP = { sessionId: "s1", tabId: "t", state: "resyncing", reason: "lost", recordingId: "" };

describe("watching sessions", () => {
  it("begins with a catch-up and follows", async () => {
    const { connection, newest } = await connected();
    const watches = new Watches(connection, "p1");
    watches.begin();
    const listener = new Listener();
    watches.watch("s1", listener, 200);
    await settle();
    newest().tell("live-event", liveEvent(4, true));
    newest().tell("live-event", liveEvent(5));
    newest().tell("live-event", { ...liveEvent(1), sessionId: "another" });

    expect(newest().said.at(-1)).toMatchObject({
      event: "watch",
      data: { projectId: "p1", sessionId: "s1", batchMs: 200 },
    });
    expect(listener.heard).toEqual(["connecting", "watching", "t 4 catch-up", "t 5"]);
  });

  it("gives a second view a catch-up of its own, which the first one is spared", async () => {
    const { connection, newest } = await connected();
    const watches = new Watches(connection, "p1");
    watches.begin();
    const [tile, view] = [new Listener(), new Listener()];
    watches.watch("s1", tile, 500);
    await settle();
    newest().tell("live-event", liveEvent(4, true));
    newest().tell("live-event", liveEvent(5));
    watches.watch("s1", view, 100);
    await settle();
    newest().tell("live-event", liveEvent(5, true));
    newest().tell("live-event", liveEvent(6));

    expect(newest().said.at(-1)?.data).toMatchObject({ batchMs: 100 });
    expect(tile.heard.filter((word) => word.startsWith("t"))).toEqual([
      "t 4 catch-up",
      "t 5",
      "t 6",
    ]);
    expect(view.heard.filter((word) => word.startsWith("t"))).toEqual(["t 5 catch-up", "t 6"]);
  });

  it("takes a catch-up that heals a hole", async () => {
    const { connection, newest } = await connected();
    const watches = new Watches(connection, "p1");
    watches.begin();
    const listener = new Listener();
    watches.watch("s1", listener, 200);
    await settle();
    newest().tell("live-event", liveEvent(1, true));
    newest().tell("live-event", liveEvent(2));
    newest().tell("gap", GAP);
    newest().tell("live-event", liveEvent(9, true));
    newest().tell("gap", { ...GAP, state: "healed" });

    expect(listener.heard.slice(2)).toEqual([
      "t 1 catch-up",
      "t 2",
      "resyncing",
      "t 9 catch-up",
      "healed",
    ]);
  });

  it("is asked for again after a new connection, with a new catch-up", async () => {
    const { connection, newest } = await connected();
    const watches = new Watches(connection, "p1");
    watches.begin();
    const listener = new Listener();
    watches.watch("s1", listener, 200);
    await settle();
    newest().tell("live-event", liveEvent(1, true));
    newest().tell("live-event", liveEvent(2));
    newest().close();
    await vi.advanceTimersByTimeAsync(500);
    newest().accept();
    await settle();
    newest().tell("live-event", liveEvent(7, true));

    expect(newest().events()).toEqual(["hello", "watch"]);
    expect(listener.heard.slice(4)).toEqual(["offline", "connecting", "watching", "t 7 catch-up"]);
  });

  it("of more than the server allows waits for one that goes", async () => {
    const { connection, newest } = await connected();
    const watches = new Watches(connection, "p1");
    watches.begin();
    const stops = Array.from({ length: MOST_WATCHED }, (_, index) =>
      watches.watch(`s${index}`, new Listener(), 500),
    );
    const late = new Listener();
    watches.watch("late", late, 500);
    await settle();
    expect(newest().said.filter(({ event }) => event === "watch")).toHaveLength(MOST_WATCHED);
    expect(late.heard).toEqual(["connecting"]);

    stops[0]?.();
    await vi.advanceTimersByTimeAsync(1_000);

    expect(newest().said.slice(-2)).toMatchObject([
      { event: "unwatch", data: { sessionId: "s0" } },
      { event: "watch", data: { sessionId: "late" } },
    ]);
    expect(late.heard).toEqual(["connecting", "watching"]);
  });

  it("ends a moment after the last view has gone, so that one can follow another", async () => {
    const { connection, newest } = await connected();
    const watches = new Watches(connection, "p1");
    watches.begin();
    const stopTile = watches.watch("s1", new Listener(), 500);
    stopTile();
    const stopView = watches.watch("s1", new Listener(), 100);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(newest().events()).not.toContain("unwatch");

    stopView();
    stopView();
    await vi.advanceTimersByTimeAsync(1_000);

    expect(
      newest()
        .events()
        .filter((event) => event === "unwatch"),
    ).toHaveLength(1);
    expect(watches.size).toBe(0);
  });
});
