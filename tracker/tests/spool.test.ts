import { describe, expect, it } from "vitest";
import { SPOOL_BYTES } from "../src/limits";
import { spool, unspool } from "../src/spool";
import type { Batch } from "../src/wire";
import { memoryStore } from "./memory";

function batch(seq: number, event = "1"): Batch {
  const parts = { pageViews: [], customEvents: [], errors: [], events: [event] };
  return {
    sessionKey: "s",
    tabId: "t",
    seq,
    recorderVersion: "",
    captureReason: "recorded",
    parts,
  };
}

describe("the spool", () => {
  it("hands batches to the next page once", () => {
    const store = memoryStore();
    spool(store, [batch(0), batch(1)]);

    expect(unspool(store)).toEqual([batch(0), batch(1)]);
    expect(unspool(store)).toEqual([]);
  });

  it("keeps the oldest that fit, for a recording needs its beginning", () => {
    const store = memoryStore();
    const half = "x".repeat(SPOOL_BYTES / 2);
    spool(store, [batch(0, half), batch(1, half), batch(2, half)]);

    expect(unspool(store).map(({ seq }) => seq)).toEqual([0, 1]);
  });

  it("keeps nothing when nothing is left over", () => {
    const store = memoryStore();
    spool(store, []);

    expect(store.read("spool")).toBeNull();
  });

  it.each([
    ["a text"],
    [[null, 7, {}, { seq: 1 }, { seq: 1, parts: {} }, { seq: 1, parts: { events: "1" } }]],
  ])("hands on no more than batches, whatever lies in storage: %j", (stored) => {
    const store = memoryStore();
    store.write("spool", stored);

    expect(unspool(store)).toEqual([]);
  });
});
