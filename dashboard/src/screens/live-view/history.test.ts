import { expect, test } from "vitest";
import { History, PRESENT_ONLY } from "./history";
import { type Message, messageOf } from "./messages";

const OFFSET_MS = 1_000;

function message(seq: number, events: readonly { type: number; timestamp: number }[]): Message {
  const data = {
    recordingId: "r",
    sessionId: "s",
    tabId: "t",
    seq,
    events: [...events],
    timestamp: 0,
    sentAt: 0,
    isCatchUp: false,
    console: [],
    errors: [],
  };
  return messageOf(data, JSON.stringify({ event: "live-event", data }));
}

const change = (timestamp: number) => ({ type: 3, timestamp });
const picture = (seq: number, at: number, ...changes: number[]) =>
  message(seq, [{ type: 4, timestamp: at }, { type: 2, timestamp: at }, ...changes.map(change)]);

function windowOf(history: History, from: number, to: number, continued = false) {
  const bytes = history.window({ tabId: "t", from, to, continued }, OFFSET_MS);
  return bytes && JSON.parse(new TextDecoder().decode(bytes));
}

function filled(): History {
  const history = new History();
  history.begin(picture(1, 100, 110));
  history.add(message(2, [change(200), change(300)]));
  history.add(picture(3, 400));
  history.add(message(4, [change(500)]));
  return history;
}

test("the present picture is the last full snapshot with what followed it", () => {
  expect(filled().present.map((text) => JSON.parse(text).data.seq)).toEqual([3, 4]);
  expect(filled().snapshots).toEqual([100, 400]);
});

test("a full snapshot that comes a message after its Meta event is one picture with it", () => {
  const history = filled();
  history.add(message(5, [{ type: 4, timestamp: 600 }]));
  expect(history.present).toEqual([]);
  history.add(message(6, [{ type: 2, timestamp: 601 }]));

  expect(history.present.map((text) => JSON.parse(text).data.seq)).toEqual([5, 6]);
});

test("a window begins at the full snapshot before, on the server's clock", () => {
  expect(windowOf(filled(), 1_250, 1_300)).toEqual({
    fromAt: 1_100,
    toAt: 1_300,
    clockOffsetMs: OFFSET_MS,
    nextFrom: 1_400,
    events: [
      { type: 4, timestamp: 100 },
      { type: 2, timestamp: 100 },
      ...[110, 200, 300].map(change),
    ],
  });
});

test("a window that continues holds what follows, up to the newest", () => {
  expect(windowOf(filled(), 1_450, 9_000, true)).toEqual({
    fromAt: 1_450,
    toAt: 1_500,
    clockOffsetMs: OFFSET_MS,
    nextFrom: null,
    events: [change(500)],
  });
});

test("what is older than the first picture is asked of the server", () => {
  expect(windowOf(filled(), 1_050, 1_300)).toBeNull();
});

test("so is what lies in a hole or behind it", () => {
  const history = filled();
  history.begin(picture(9, 900));

  expect(windowOf(history, 1_450, 1_500)).toMatchObject({ toAt: 1_500 });
  expect(windowOf(history, 1_450, 1_700)).toBeNull();
  expect(windowOf(history, 1_600, 1_700)).toBeNull();
  expect(windowOf(history, 1_950, 1_990)).toMatchObject({ fromAt: 1_900 });
});

test("the oldest minutes go first, the present picture never", () => {
  const history = new History({ ms: 1_000, characters: Number.POSITIVE_INFINITY });
  history.begin(picture(1, 0));
  for (let seq = 2; seq <= 5; seq += 1) history.add(picture(seq, seq * 600));

  expect(history.snapshots).toEqual([1_800, 2_400, 3_000]);
});

test("so it is when they take too much memory", () => {
  const one = picture(1, 0).text.length;
  const history = new History({ ms: Number.POSITIVE_INFINITY, characters: 2.5 * one });
  history.begin(picture(1, 0));
  for (let seq = 2; seq <= 4; seq += 1) history.add(picture(seq, seq));

  expect(history.snapshots).toEqual([3, 4]);
  expect(history.size).toBeLessThanOrEqual(2.5 * one);
});

test("where nobody goes back, only the present picture is kept", () => {
  const history = new History(PRESENT_ONLY);
  history.begin(picture(1, 100, 110));
  history.add(message(2, [{ type: 4, timestamp: 200 }]));
  expect(history.snapshots).toEqual([100, 200]);
  history.add(message(3, [{ type: 2, timestamp: 201 }]));

  expect(history.snapshots).toEqual([200]);
});
