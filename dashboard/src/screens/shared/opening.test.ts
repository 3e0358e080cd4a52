import { describe, expect, it } from "vitest";
import { ApiError } from "../../errors";
import { hasEnded, keptOpening, type OpenedShare } from "./opening";

const OPENED: OpenedShare = {
  sharePass: "ppo_1",
  passEndsAt: 2_000,
  kind: "replay",
  expiresAt: 9_000,
  playerOrigin: "https://player.shop.example",
  replay: { startMs: null, showsDetails: false },
  heatmap: null,
};

describe("what a tab opened", () => {
  it("is there again after a reload, while its pass is good", () => {
    const kept = JSON.stringify(OPENED);
    expect(keptOpening(kept, 1_999)).toEqual(OPENED);
    expect(keptOpening(kept, 2_000)).toBeNull();
  });

  it.each([null, "", "{", "null", "7"])("is nothing where the tab remembers %j", (kept) => {
    expect(keptOpening(kept, 0)).toBeNull();
  });
});

describe("the end of a link", () => {
  it.each([
    [404, true],
    [401, true],
    [429, false],
    [503, false],
    [0, false],
  ])("is told by status %i: %s", (status, ended) => {
    expect(hasEnded(new ApiError(status, "code", "detail"))).toBe(ended);
  });

  it("is not told by a lost connection", () => {
    expect(hasEnded(new TypeError("failed to fetch"))).toBe(false);
  });
});
