import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { collectBatches } from "../src/batches";
import { BATCH_BYTES, BATCH_PARTS, FLUSH_BYTES, FLUSH_MS } from "../src/limits";
import type { Batch } from "../src/wire";

function collect() {
  const cut: Batch[] = [];
  let seq = 0;
  const place = () => ({
    sessionKey: "s",
    tabId: "t",
    seq: seq++,
    recorderVersion: "",
    captureReason: "recorded" as const,
  });
  return { cut, batches: collectBatches(place, (batch) => cut.push(batch)) };
}

describe("batches", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("leave two seconds after their first part", () => {
    const { batches, cut } = collect();
    batches.add("events", "1");
    vi.advanceTimersByTime(FLUSH_MS - 1);
    batches.add("errors", "2");
    expect(cut).toEqual([]);

    vi.advanceTimersByTime(1);
    const place = {
      sessionKey: "s",
      tabId: "t",
      seq: 0,
      recorderVersion: "",
      captureReason: "recorded" as const,
    };
    expect(cut).toEqual([{ ...place, parts: { events: ["1"], errors: ["2"] } }]);
  });

  it("leave at once when they are large", () => {
    const { batches, cut } = collect();
    batches.add("events", "x".repeat(FLUSH_BYTES));

    expect(cut).toHaveLength(1);
  });

  it("never hold more parts than the server takes", () => {
    const { batches, cut } = collect();
    for (let count = 0; count <= BATCH_PARTS; count += 1) batches.add("events", "1");
    batches.cut();

    expect(cut.map((batch) => batch.parts.events?.length)).toEqual([BATCH_PARTS, 1]);
  });

  it("send a full snapshot alone that is larger than a batch", () => {
    const { batches, cut } = collect();
    batches.add("events", "1");
    batches.add("events", "x".repeat(BATCH_BYTES));

    expect(cut.map((batch) => batch.parts.events?.length)).toEqual([1, 1]);
  });

  it("need no number while nothing happens", () => {
    const { batches, cut } = collect();
    batches.cut();
    vi.advanceTimersByTime(10 * FLUSH_MS);

    expect(cut).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
