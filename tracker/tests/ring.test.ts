import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RING_BYTES } from "../src/limits";
import { type Held, openRing } from "../src/rules/ring";

const SPAN_MS = 10_000;
const meta: Held = [4, "meta"];
const snapshot: Held = [2, "snapshot"];
const change = (name: string): Held => [3, name];

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A ring whose owner takes a full snapshot at once when it is asked. */
function ringOf(spanMs: number | null) {
  const ring = openRing(spanMs, () => put(meta, snapshot));
  const put = (...events: Held[]): void => events.forEach((event) => void ring.push(...event));
  return { ...ring, put };
}

describe("the ring", () => {
  it("hands over what it holds from a full snapshot on, once", () => {
    const { put, take } = ringOf(SPAN_MS);
    put(change("of nothing"), meta, snapshot, change("a"));

    expect(take()).toEqual([meta, snapshot, change("a")]);
    expect(take()).toEqual([]);
  });

  it("hands over nothing that is older than its span", () => {
    const { put, take } = ringOf(SPAN_MS);
    put(meta, snapshot);
    for (let second = 0; second < 60; second += 1) {
      put(change(`${second}`));
      vi.advanceTimersByTime(1_000);
    }
    const seconds = take().flatMap(([type, json]) => (type === 3 ? [Number(json)] : []));

    expect(seconds.at(-1)).toBe(59);
    expect(Math.min(...seconds)).toBeGreaterThanOrEqual(50);
    expect(seconds.length).toBeGreaterThanOrEqual(5);
  });

  it("keeps the snapshot of a page at rest", () => {
    const { put, take } = ringOf(SPAN_MS);
    put(meta, snapshot);
    vi.advanceTimersByTime(60 * SPAN_MS);
    put(change("click"));

    expect(take()).toEqual([meta, snapshot, change("click")]);
  });

  it("hands over nothing when what it holds is old and no new snapshot came", () => {
    const ring = openRing(SPAN_MS, () => {});
    for (const event of [meta, snapshot, change("old")]) ring.push(...event);
    vi.advanceTimersByTime(SPAN_MS + 1);

    expect(ring.take()).toEqual([]);
  });

  it("never holds more than a megabyte, and begins anew with the next snapshot", () => {
    const { put, take } = ringOf(SPAN_MS);
    put(meta, snapshot, change("x".repeat(RING_BYTES)), change("lost"));
    expect(take()).toEqual([]);
    put(meta, snapshot, change("a"));

    expect(take()).toEqual([meta, snapshot, change("a")]);
  });

  it("without a span holds all from the beginning", () => {
    const { put, take } = ringOf(null);
    put(meta, snapshot, change("a"));
    vi.advanceTimersByTime(60 * SPAN_MS);
    put(meta, snapshot, change("b"));

    expect(take()).toHaveLength(6);
  });
});
