import type { eventWithTime } from "rrweb";
import { expect, test } from "vitest";
import { inOrder, isPointerPath, readLiveMessage } from "./live-message";
import { createSanitiser } from "./sanitise/events";

function scroll(timestamp: number, y = 0) {
  return { type: 3, timestamp, data: { source: 3, id: 1, x: 0, y } } as eventWithTime;
}

function message(events: unknown): string {
  return JSON.stringify({ event: "live-event", data: { seq: 1, events } });
}

test("the events of a message come sanitised, in the order they were sent, on the server's clock", () => {
  const text = message([scroll(12), { type: 6, timestamp: 1 }, scroll(11)]);

  expect(readLiveMessage(text, createSanitiser(), 100)).toEqual([scroll(112), scroll(111)]);
});

test.each([["no JSON"], ["null"], ["[]"], ["{}"], [message("events")], ['{"data":[]}']])(
  "%s is no message",
  (text) => {
    expect(readLiveMessage(text, createSanitiser(), 0)).toBeNull();
  },
);

test("late events and those of the same millisecond keep their order", () => {
  const times = inOrder([scroll(5), scroll(9), scroll(9), scroll(8), scroll(20)], 8);

  expect(times.map(({ timestamp }) => timestamp)).toEqual([
    8 + 1 / 1024,
    9,
    9 + 1 / 1024,
    9 + 2 / 1024,
    20,
  ]);
});

test("the event that was sent is left as it is", () => {
  const sent = scroll(5);
  inOrder([sent], 8);
  expect(sent).toEqual(scroll(5));
});

test("the way of the pointer is told from everything else", () => {
  const move = { type: 3, timestamp: 1, data: { source: 1, positions: [] } } as eventWithTime;
  expect([move, scroll(1)].map(isPointerPath)).toEqual([true, false]);
});
