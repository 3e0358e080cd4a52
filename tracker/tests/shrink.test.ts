import { describe, expect, it } from "vitest";
import { QUEUE_BYTES } from "../src/limits";
import { dropEvents, shrink } from "../src/rescue/shrink";
import type { Batch } from "../src/wire";

const META = '{"type":4,"data":{}}';

function batch(seq: number, events: string[], pageViews?: string[]): Batch {
  const parts = pageViews ? { pageViews, events } : { events };
  return {
    sessionKey: "s",
    tabId: "t",
    seq,
    recorderVersion: "",
    captureReason: "recorded",
    parts,
  };
}

describe("a batch too large for the server", () => {
  it("becomes two of about the same size, in order", () => {
    const halves = shrink(batch(3, ["1", "22", "4444444"], ["v"]), () => 9);

    expect(halves).toEqual([batch(3, ["1", "22"], ["v"]), batch(9, ["4444444"])]);
  });

  it("ends as its single parts", () => {
    expect(shrink(batch(3, ["long event", "2"]), () => 9)).toEqual([
      batch(3, ["long event"]),
      batch(9, ["2"]),
    ]);
    expect(shrink(batch(3, ["long event"]), () => 9)).toEqual([]);
  });

  it("loses its recorded events where no number is left for a second half", () => {
    expect(shrink(batch(3, ["1", "2"], ["v"]), () => null)).toEqual([batch(3, [], ["v"])]);
    expect(shrink(batch(3, ["1", "2"]), () => null)).toEqual([]);
    expect(shrink(batch(3, [], ["v", "w"]), () => null)).toEqual([]);
  });
});

describe("batches too large for memory", () => {
  const large = "x".repeat(QUEUE_BYTES / 2);

  it("lose what comes before a full snapshot, and keep what follows it", () => {
    const { rest, isAll } = dropEvents([
      batch(0, [META, large]),
      batch(1, ["1"], ["v"]),
      batch(2, ["2", META, large]),
      batch(3, ["3"]),
    ]);

    expect(isAll).toBe(false);
    expect(rest).toEqual([batch(1, [], ["v"]), batch(2, [META, large]), batch(3, ["3"])]);
  });

  it("lose all recorded events where no full snapshot is left", () => {
    const { rest, isAll } = dropEvents([
      batch(0, [META, large]),
      batch(1, [large]),
      batch(2, [large], ["v"]),
    ]);

    expect(isAll).toBe(true);
    expect(rest).toEqual([batch(0, []), batch(2, [], ["v"])]);
  });
});
