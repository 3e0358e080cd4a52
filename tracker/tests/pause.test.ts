import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openPause } from "../src/rescue/pause";
import { memoryStore } from "./memory";

const middle = () => 0.5;

describe("the wait before the next attempt", () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_760_000_000_000 }));
  afterEach(() => void vi.useRealTimers());

  function waitAfter(retryAfter: string | null, random = middle): number {
    const pause = openPause(memoryStore(), random);
    pause.fail(retryAfter);
    return pause.left();
  }

  it("doubles up to five minutes, and is over with a success", () => {
    const pause = openPause(memoryStore(), middle);
    const waits = Array.from({ length: 9 }, () => {
      pause.fail(null);
      return pause.left() / 1_000;
    });

    expect(waits).toEqual([3, 6, 12, 24, 48, 96, 192, 300, 300]);
    pause.end();
    expect([pause.left(), pause.isFailing()]).toEqual([0, false]);
  });

  it("is spread by half, so that trackers do not come back all at once", () => {
    expect(waitAfter(null, () => 0)).toBe(1_500);
    expect(waitAfter(null, () => 1)).toBe(4_500);
  });

  it.each([
    ["20", 20_000],
    ["1", 3_000],
    ["86400", 3_600_000],
    ["soon", 3_000],
    ["-5", 3_000],
    [new Date(1_760_000_060_000).toUTCString(), 60_000],
  ])("is as long as the server asks, within reason: %s", (retryAfter, wait) => {
    expect(waitAfter(retryAfter, () => 0.5)).toBe(wait > 3_000 ? wait * 1.125 : wait);
  });

  it("is not longer than asked when there is hope, and never below a second", () => {
    const pause = openPause(memoryStore(), middle);
    pause.fail(null);
    pause.shorten();
    expect(pause.left()).toBe(1_000);

    pause.fail("20");
    pause.shorten();
    expect(pause.left()).toBe(22_500);
  });

  it("goes on in the next page of the tab", () => {
    const store = memoryStore();
    openPause(store, middle).fail("20");

    const pause = openPause(store, middle);

    expect([pause.left(), pause.isFailing()]).toEqual([22_500, true]);
  });

  it.each(["a text", [], { until: "x" }, { failures: 1, earliest: 0, until: 1e300 }])(
    "is bounded, whatever lies in storage: %j",
    (stored) => {
      const store = memoryStore();
      store.write("retry", stored);

      expect(openPause(store, middle).left()).toBeLessThanOrEqual(2 * 3_600_000);
    },
  );
});
