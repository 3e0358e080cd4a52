import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { madeTab, madeVisitor } from "../../live/made-live";
import type { LiveEvent, LiveListener } from "../../live/stream";
import type { ToPlayer } from "../../player/protocol";
import { Follower } from "./follower";
import { LAST_MINUTES } from "./history";

/** The visitor's clock is 5 s behind the server's, this browser's 1 s ahead of it. */
const SERVER = 5_000;
const LOCAL = SERVER + 1_000;
const HASH = "a".repeat(64);

beforeEach(() => void vi.useFakeTimers({ now: LOCAL }));
afterEach(() => void vi.useRealTimers());

function setUp({ clockOffsetMs = null as number | null, fetched = Promise.resolve() } = {}) {
  const sent: ToPlayer[] = [];
  const news: [string, number, number][] = [];
  let listener: LiveListener | undefined;
  let run = 0;
  const follower = new Follower({
    stream: {
      watch(_sessionId, given) {
        listener = given;
        given.onConnection("watching");
        return () => {
          listener = undefined;
        };
      },
      serverNow: () => Date.now() - 1_000,
    },
    sessionId: "s",
    batchMs: 200,
    kept: LAST_MINUTES,
    fetchAssets: async () => {
      await fetched;
      return [{ hash: HASH, bytes: null }];
    },
    send: (message) => sent.push(message),
    claim: () => {
      run += 1;
      return run;
    },
    clockOffsetMs: () => clockOffsetMs,
    onPosition: () => undefined,
    onNews: ({ tabId, events }, offset) => news.push([tabId, events.length, offset]),
    now: () => Date.now(),
  });
  follower.start();
  const hear = (seq: number, fields: Partial<LiveEvent> = {}) => {
    const event = { ...EVENT, seq, timestamp: SERVER + seq, sentAt: seq, ...fields };
    listener?.onEvent(event, JSON.stringify({ event: "live-event", data: event }));
  };
  const gap = (state: "resyncing" | "healed") =>
    listener?.onGap({ recordingId: "r", sessionId: "s", tabId: "a", state, reason: "lost" });
  const kinds = () => sent.map((one) => one.type + ("tabId" in one ? ` ${one.tabId}` : ""));
  return { follower, sent, news, hear, gap, kinds, isWatching: () => listener !== undefined };
}

const EVENT: LiveEvent = {
  recordingId: "r",
  sessionId: "s",
  tabId: "a",
  seq: 0,
  events: [{ type: 3, timestamp: 50 }],
  timestamp: 0,
  sentAt: 0,
  isCatchUp: false,
  console: [],
  errors: [],
};
const PICTURE = {
  events: [
    { type: 4, timestamp: 0 },
    { type: 2, timestamp: 1 },
  ],
};
const CATCH_UP = { ...PICTURE, isCatchUp: true };

test("a late comer gets the picture and then what follows, on the clock of what is stored", () => {
  const { follower, sent, hear } = setUp({ clockOffsetMs: 5_300 });
  follower.receive({ type: "ready" });
  hear(7, CATCH_UP);
  hear(8);

  expect(sent).toEqual([
    {
      type: "live",
      run: 1,
      tabId: "a",
      texts: [expect.stringContaining('"seq":7')],
      assets: [],
      batchMs: 200,
      clockOffsetMs: 5_300,
      // An event of visitor time 0 is at 5,300 there; it happened at 6,000 of this browser.
      localOffsetMs: 700,
    },
    {
      type: "follow",
      run: 1,
      text: expect.stringContaining('"seq":8'),
      assets: [],
      localOffsetMs: 700,
    },
  ]);
  expect(follower.state.get()).toEqual({
    connection: "watching",
    mode: "live",
    flow: "flowing",
    tabId: "a",
    tabs: ["a"],
    chosenTab: null,
    lagMs: null,
  });
});

test("what comes before the player page is ready is shown when it is", () => {
  const { follower, kinds, hear } = setUp();
  hear(1, CATCH_UP);
  hear(2);
  expect(kinds()).toEqual([]);
  follower.receive({ type: "ready" });
  expect(kinds()).toEqual(["live a"]);
});

test("events wait for the style sheets of those before them", async () => {
  let arrive = () => {};
  const fetched = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const { follower, kinds, hear } = setUp({ fetched });
  follower.receive({ type: "ready" });
  hear(1, { ...CATCH_UP, console: [`pulse-asset:${HASH}`] });
  hear(2);
  expect(kinds()).toEqual([]);

  arrive();
  await vi.waitFor(() => expect(kinds()).toEqual(["live a", "follow"]));
});

test("a hole is told, and the picture stands still until a full snapshot mends it", () => {
  const { follower, kinds, hear, gap } = setUp();
  follower.receive({ type: "ready" });
  hear(1, CATCH_UP);
  gap("resyncing");
  hear(3);
  expect([follower.state.get().flow, kinds()]).toEqual(["resyncing", ["live a"]]);

  hear(4, PICTURE);
  hear(5);
  expect([follower.state.get().flow, kinds()]).toEqual(["flowing", ["live a", "live a", "follow"]]);
});

test("a message that never comes is noticed without a word of the server", () => {
  const { follower, hear } = setUp();
  follower.receive({ type: "ready" });
  hear(1, CATCH_UP);
  hear(3);
  vi.advanceTimersByTime(2_000);
  expect(follower.state.get().flow).toBe("resyncing");
});

test("the picture goes to the tab that the visitor goes to, and to the one that is chosen", () => {
  const { follower, kinds, hear } = setUp();
  const visitor = (front: string) =>
    madeVisitor("s", {
      tabs: ["a", "b"].map((tabId) => madeTab({ tabId, isVisible: tabId === front })),
    });
  follower.setVisitor(visitor("a"));
  follower.receive({ type: "ready" });
  hear(1, CATCH_UP);
  hear(1, { ...CATCH_UP, tabId: "b" });
  hear(2, { tabId: "b" });
  expect(kinds()).toEqual(["live a"]);

  follower.setVisitor(visitor("b"));
  expect(kinds()).toEqual(["live a", "live b"]);
  follower.chooseTab("a");
  follower.setVisitor(visitor("b"));
  expect(kinds()).toEqual(["live a", "live b", "live a"]);
  follower.chooseTab(null);
  expect(kinds().at(-1)).toBe("live b");
});

test("a tab that has no picture yet does not take the place of one that has", () => {
  const { follower, kinds, hear } = setUp();
  follower.receive({ type: "ready" });
  hear(1, CATCH_UP);
  follower.setVisitor(madeVisitor("s", { tabs: [madeTab({ tabId: "b" })] }));
  expect(kinds()).toEqual(["live a"]);
  hear(1, { ...PICTURE, tabId: "b" });
  expect(kinds()).toEqual(["live a", "live b"]);
});

test("while somebody looks at what was, nothing goes to the player; going live begins anew", () => {
  const { follower, sent, kinds, hear } = setUp();
  follower.receive({ type: "ready" });
  hear(1, CATCH_UP);
  follower.leave("rewound");
  hear(2);
  hear(3);
  expect(kinds()).toEqual(["live a"]);

  follower.goLive();
  expect(sent.at(-1)).toMatchObject({
    type: "live",
    run: 2,
    texts: [{}, {}, {}].map(() => expect.any(String)),
  });
});

test("a page that nobody sees is not drawn", () => {
  const { follower, kinds, hear } = setUp();
  follower.receive({ type: "ready" });
  hear(1, CATCH_UP);
  follower.setAsleep(true);
  hear(2);
  expect(kinds()).toEqual(["live a", "pause"]);
  follower.setAsleep(false);
  expect(kinds()).toEqual(["live a", "pause", "live a"]);
});

test("a catch-up after a new connection is no news a second time", () => {
  const { news, hear } = setUp();
  hear(1, CATCH_UP);
  hear(2);
  const again = [...PICTURE.events, { type: 3, timestamp: 50 }, { type: 3, timestamp: 60 }];
  hear(3, { isCatchUp: true, events: again });

  expect(news).toEqual([
    ["a", 2, SERVER],
    ["a", 1, SERVER],
    ["a", 1, SERVER],
  ]);
});

test("what comes more often than it was asked for is shown together", () => {
  const { follower, kinds, hear } = setUp();
  follower.receive({ type: "ready" });
  hear(1, CATCH_UP);
  hear(2);
  hear(3);
  hear(4);
  expect(kinds()).toEqual(["live a", "follow"]);
  vi.advanceTimersByTime(100);
  expect(kinds()).toEqual(["live a", "follow", "follow", "follow"]);
});

test("the lag is what the player tells of the present picture", () => {
  const { follower, hear } = setUp();
  follower.receive({ type: "ready" });
  hear(1, CATCH_UP);
  follower.receive({ type: "live", run: 1, at: 9, lagMs: 181.6 });
  follower.receive({ type: "live", run: 1, at: 9, lagMs: null });
  expect(follower.state.get().lagMs).toBe(182);
  follower.goLive();
  follower.receive({ type: "live", run: 1, at: 9, lagMs: 999 });
  expect(follower.state.get().lagMs).toBeNull();
});

test("who stops watches no longer", () => {
  const { follower, isWatching } = setUp();
  follower.stop();
  expect(isWatching()).toBe(false);
});
