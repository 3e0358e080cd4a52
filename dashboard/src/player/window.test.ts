import type { eventWithTime } from "rrweb";
import { expect, test } from "vitest";
import { createSanitiser } from "./sanitise/events";
import { readWindow, unseenEvents } from "./window";

function bytes(value: unknown): ArrayBuffer {
  return new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value)).buffer;
}

function scroll(timestamp: number, y = 0) {
  return { type: 3, timestamp, data: { source: 3, id: 1, x: 0, y } };
}

test("a window comes in the order of its times, on the server's clock", () => {
  const window = readWindow(
    bytes({
      fromAt: 105,
      toAt: 120,
      clockOffsetMs: 5,
      nextFrom: 200,
      events: [scroll(115), { type: 6, timestamp: 1 }, scroll(100)],
    }),
    createSanitiser(),
  );

  expect(window).toEqual({
    fromAt: 105,
    // It holds until the next one begins.
    toAt: 199,
    nextFrom: 200,
    events: [scroll(105), scroll(120)],
  });
});

test.each([["no JSON"], [{ problem: true }], ["null"], ["[]"]])("%j is no window", (value) => {
  expect(readWindow(bytes(value), createSanitiser())).toBeNull();
});

test("a tail that begins with known events adds only the new ones", () => {
  const held = [scroll(1), scroll(2), scroll(2, 1)] as eventWithTime[];
  const tail = [scroll(2), scroll(2, 1), scroll(2, 2), scroll(3)] as eventWithTime[];

  expect(unseenEvents(held, tail)).toEqual([scroll(2, 2), scroll(3)]);
  expect(unseenEvents([], tail)).toEqual(tail);
});
