import { describe, expect, it } from "vitest";
import {
  HEAVY_ELEMENTS,
  LOAD_SHARE,
  LOAD_WINDOW_MS,
  PAGE_BYTES_MAX,
  QUEUE_BYTES,
  RESYNC_WINDOW_MS,
} from "../src/limits";
import { isStep, openLadder } from "../src/recorder/ladder";

const START = 1_000;
const ALLOWED_MS = LOAD_SHARE * LOAD_WINDOW_MS;

describe("less is recorded", () => {
  it("step by step while recording holds the main thread for too long", () => {
    const ladder = openLadder(START);
    const steps = Array.from({ length: 4 }, () => ladder.onWork(ALLOWED_MS + 1, START));

    expect(steps).toEqual([
      { level: "no-movement", cause: "work" },
      { level: "interactions-only", cause: "work" },
      { level: "stopped", cause: "work" },
      null,
    ]);
    expect(ladder.level()).toBe("stopped");
  });

  it("after the third full snapshot in a minute that made up for dropped changes", () => {
    const ladder = openLadder(START);
    const steps = [0, 1, 2].map((place) => ladder.onResync(1, START + place));

    expect(steps).toEqual([null, null, { level: "no-movement", cause: "resyncs" }]);
  });

  it("not at all when the work, or those snapshots, spread over time", () => {
    const ladder = openLadder(START);
    const steps = Array.from({ length: 50 }, (_, place) => [
      ladder.onWork(ALLOWED_MS, START + place * (LOAD_WINDOW_MS + 1)),
      ladder.onResync(1, START + (place * RESYNC_WINDOW_MS) / 2),
    ]);

    expect(steps.flat().filter(Boolean)).toEqual([]);
  });

  it("no more once a page has sent 20 MB", () => {
    const ladder = openLadder(START);
    for (let sent = 0; sent < PAGE_BYTES_MAX; sent += QUEUE_BYTES) ladder.onBytes(QUEUE_BYTES);

    expect(ladder.onBytes(1)).toEqual({ level: "stopped", cause: "bytes" });
  });

  it("no more once a full snapshot is larger than all that may wait", () => {
    const ladder = openLadder(START);

    expect(ladder.onBytes(QUEUE_BYTES + 1)).toEqual({ level: "stopped", cause: "bytes" });
  });

  it("but interactions on a page that grew too large for another full snapshot", () => {
    const ladder = openLadder(START);
    ladder.onResync(HEAVY_ELEMENTS, START);

    expect(ladder.onResync(HEAVY_ELEMENTS + 1, START)).toEqual({
      level: "interactions-only",
      cause: "resyncs",
    });
  });
});

it.each([
  [{ level: "stopped", cause: "bytes" }, true],
  [{ level: "stopped", cause: "the visitor's secret" }, false],
  [{ level: "stopped", cause: "bytes", more: "text" }, false],
  [null, false],
])("only a step in known words is one: %j", (value, expected) => {
  expect(isStep(value)).toBe(expected);
});
