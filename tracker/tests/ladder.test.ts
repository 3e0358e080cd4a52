import { describe, expect, it } from "vitest";
import { LOAD_SHARE, LOAD_WINDOW_MS, PAGE_BYTES_MAX, RESYNC_WINDOW_MS } from "../src/limits";
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
    const steps = [0, 1, 2].map((place) => ladder.onResync(START + place));

    expect(steps).toEqual([null, null, { level: "no-movement", cause: "resyncs" }]);
  });

  it("not at all when the work, or those snapshots, spread over time", () => {
    const ladder = openLadder(START);
    const steps = Array.from({ length: 50 }, (_, place) => [
      ladder.onWork(ALLOWED_MS, START + place * (LOAD_WINDOW_MS + 1)),
      ladder.onResync(START + (place * RESYNC_WINDOW_MS) / 2),
    ]);

    expect(steps.flat().filter(Boolean)).toEqual([]);
  });

  it("no more once a page has sent 20 MB", () => {
    const ladder = openLadder(START);
    ladder.onBytes(PAGE_BYTES_MAX);

    expect(ladder.onBytes(1)).toEqual({ level: "stopped", cause: "bytes" });
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
