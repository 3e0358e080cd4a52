import { expect, test } from "vitest";
import type { LiveEvent } from "../../live/stream";
import { EMPTY_FEED, entriesOfKind, withMessage } from "./feed";

function message(events: unknown[], errors: unknown[] = []): LiveEvent {
  return {
    recordingId: "r",
    sessionId: "s",
    tabId: "t",
    seq: 1,
    events,
    timestamp: 0,
    sentAt: 0,
    isCatchUp: false,
    console: [],
    errors,
  };
}

const did = (timestamp: number, source: number, data = {}) => ({
  type: 3,
  timestamp,
  data: { source, ...data },
});

test("what arrives is listed by name and time, the same one after the other as one row", () => {
  const events = [
    { type: 4, timestamp: 10, data: { href: "https://shop.example/", width: 1, height: 1 } },
    { type: 2, timestamp: 11, data: {} },
    did(20, 0),
    did(30, 0),
    did(40, 2, { type: 2, id: 4 }),
    did(50, 0),
  ];

  const feed = withMessage(
    EMPTY_FEED,
    message(events, [{ at: 35, message: "x is no function" }]),
    100,
  );

  expect(feed.entries.map(({ at, name, detail, count }) => [at, name, detail, count])).toEqual([
    [110, "Page", "https://shop.example/", 1],
    [111, "Full snapshot", "", 1],
    [120, "Page changed", "", 2],
    [135, "Error", "x is no function", 1],
    [140, "Click", "", 1],
    [150, "Page changed", "", 1],
  ]);
  expect(feed.counts).toEqual({ visitor: 1, page: 2, change: 3, error: 1 });
  expect(entriesOfKind(feed, "visitor")).toEqual([
    { at: 140, tabId: "t", kind: "visitor", name: "Click", detail: "", count: 1 },
  ]);
});

test("a row goes on with the next message, for two seconds", () => {
  const messages = [[did(0, 3)], [did(2_000, 3)], [did(2_001, 3)]];
  const feed = messages.reduce((held, events) => withMessage(held, message(events), 0), EMPTY_FEED);

  expect(feed.entries.map(({ at, count }) => [at, count])).toEqual([
    [0, 2],
    [2_001, 1],
  ]);
});

test("whatever a visitor sends, only known events are listed", () => {
  const odd = [
    null,
    "x",
    7,
    [],
    {},
    did(1, 99),
    did(1, 2, { type: 99 }),
    did(Number.NaN, 0),
    { type: 4 },
  ];

  expect(withMessage(EMPTY_FEED, message(odd, [null, { at: "1" }]), 0)).toEqual(EMPTY_FEED);
});

test("the feed is bounded, its counts go on", () => {
  const events = Array.from({ length: 2_500 }, (_, index) => did(index * 3_000, 3));
  const feed = withMessage(EMPTY_FEED, message(events), 0);

  expect(feed.entries.length).toBe(2_000);
  expect(feed.entries.at(-1)?.at).toBe(2_499 * 3_000);
  expect(feed.counts.visitor).toBe(2_500);
});
