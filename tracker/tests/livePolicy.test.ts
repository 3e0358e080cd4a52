import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  ACTIVITY_TOLD_MS,
  RECONNECT_MAX_MS,
  RECONNECT_MS,
  RECONNECT_RECORDED_MS,
  UNHEARD_MAX_MS,
} from "../src/limits";
import { recall, remember } from "../src/live/memory";
import type { VisitorPage } from "../src/live/messages";
import { openPace } from "../src/live/pace";
import { isNews } from "../src/live/presence";
import { againAfter, delayOf } from "../src/live/reconnecting";
import { NO_RUN } from "../src/live/run";
import { memoryStore } from "./memory";

describe("a socket that was closed", () => {
  it.each([
    [1006, "soon"],
    [1012, "soon"],
    [4408, "soon"],
    [4413, "soon"],
    [4429, "soon"],
    [4409, "shown"],
    [4400, "never"],
    [4403, "never"],
    [4404, "never"],
  ] as const)("with %d is opened again: %s", (code, again) => {
    expect(againAfter(code)).toBe(again);
  });

  it("is opened again within a time that doubles, sooner where a run is on", () => {
    const latest = (failures: number, isRecorded: boolean) =>
      delayOf(failures, isRecorded, () => 1);

    expect([0, 1, 2, 99].map((failures) => latest(failures, true))).toEqual([
      RECONNECT_RECORDED_MS,
      2 * RECONNECT_RECORDED_MS,
      4 * RECONNECT_RECORDED_MS,
      RECONNECT_MAX_MS,
    ]);
    expect([0, 1, 99].map((failures) => latest(failures, false))).toEqual([
      RECONNECT_MS,
      2 * RECONNECT_MS,
      RECONNECT_MAX_MS,
    ]);
    // Any time within it, so that many pages do not come at once.
    expect(delayOf(3, false, () => 0)).toBe(0);
  });
});

describe("presence", () => {
  const page: VisitorPage = {
    pageViewId: "p_1",
    url: "https://shop.example/",
    title: "Shop",
    viewportWidth: 1_440,
    viewportHeight: 900,
    shownAt: 1,
    isVisible: true,
    activeAt: 1_000,
    captureReason: "not-sampled",
  };

  it.each<[string, Partial<VisitorPage>, boolean]>([
    ["another page", { pageViewId: "p_2" }, true],
    ["another title", { title: "Plans" }, true],
    ["a hidden page", { isVisible: false }, true],
    ["another reason", { captureReason: "triggered-live" }, true],
    ["nothing at all", {}, false],
    ["activity a moment later", { activeAt: 1_000 + ACTIVITY_TOLD_MS - 1 }, false],
    ["activity after a while", { activeAt: 1_000 + ACTIVITY_TOLD_MS }, true],
  ])("%s is news: %j %s", (_, change, expected) => {
    expect(isNews(page, { ...page, ...change })).toBe(expected);
  });
});

describe("the run that the next page of the tab goes on with", () => {
  const RUN = { ...NO_RUN, recordingId: "a", isBadgeShown: true, isWatched: true, batchMs: 100 };

  it("is the one of the same session, and is not watched before the server says so", () => {
    const own = memoryStore();
    remember(own, "s", RUN, 1_000);

    expect(recall(own, "s", 2_000)).toEqual([
      { ...NO_RUN, recordingId: "a", isBadgeShown: true },
      1_000,
    ]);
    expect(recall(own, "other", 2_000)).toEqual([NO_RUN, 2_000]);
  });

  it("is none once the run is over, or nothing was heard of it for long", () => {
    const own = memoryStore();
    remember(own, "s", RUN, 1_000);
    expect(recall(own, "s", 1_000 + UNHEARD_MAX_MS)[0]).toEqual(NO_RUN);
    remember(own, "s", NO_RUN, 1_000);

    expect(recall(own, "s", 2_000)[0]).toEqual(NO_RUN);
  });

  it.each([{ sessionKey: "s", recordingId: "a" }, { sessionKey: "s", heardAt: 1_000 }, 7, null])(
    "is none where storage holds something else: %j",
    (stored) => {
      const own = memoryStore();
      own.write("live", stored);

      expect(recall(own, "s", 1_000)[0]).toEqual(NO_RUN);
    },
  );
});

describe("the pace", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("lets the first event leave at once, and cuts one batch for all of each interval after it", () => {
    const cuts: number[] = [];
    const begin = performance.now();
    const cut = () => void cuts.push(performance.now() - begin);
    const onKept = openPace({ interval: () => 100, isFree: () => true, cut });
    for (let at = 0; at < 250; at += 10) {
      onKept();
      onKept();
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(10_000);

    expect(cuts).toEqual([0, 100, 200, 300]);
  });

  it("waits until the last batch is answered: a slow way makes batches larger, not more", () => {
    const cut = vi.fn();
    let isFree = false;
    const onKept = openPace({ interval: () => 100, isFree: () => isFree, cut });
    onKept();
    vi.advanceTimersByTime(1_000);
    expect(cut).not.toHaveBeenCalled();
    isFree = true;
    vi.advanceTimersByTime(100);

    expect(cut).toHaveBeenCalledTimes(1);
  });

  it("leaves batches alone while nobody watches", () => {
    const cut = vi.fn();
    openPace({ interval: () => null, isFree: () => true, cut })();
    vi.advanceTimersByTime(10_000);

    expect(cut).not.toHaveBeenCalled();
  });
});
