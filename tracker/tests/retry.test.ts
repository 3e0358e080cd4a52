import { describe, expect, it } from "vitest";
import { retryDelay } from "../src/retry";

const middle = () => 0.5;

describe("the wait before the next attempt", () => {
  it("doubles up to five minutes", () => {
    const waits = [0, 1, 2, 3, 6, 7, 1_000].map((failures) => retryDelay(failures, null, middle));

    expect(waits).toEqual([3_000, 6_000, 12_000, 24_000, 192_000, 300_000, 300_000]);
  });

  it("is spread by half, so that trackers do not come back all at once", () => {
    expect(retryDelay(0, null, () => 0)).toBe(1_500);
    expect(retryDelay(0, null, () => 1)).toBe(4_500);
  });

  it("is as long as the server asks, within reason", () => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();

    expect(retryDelay(0, "20", middle)).toBe(20_000);
    expect(retryDelay(0, "1", middle)).toBe(3_000);
    expect(retryDelay(0, "86400", middle)).toBe(300_000);
    expect(retryDelay(0, "soon", middle)).toBe(3_000);
    expect(retryDelay(0, inAMinute, middle)).toBeGreaterThan(50_000);
  });
});
