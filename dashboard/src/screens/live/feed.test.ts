import { describe, expect, it } from "vitest";
import { madeRun, madeTab, madeVisitor } from "../../live/made-live";
import type { LiveVisitor, Run } from "../../live/messages";
import { NOBODY, type Presence } from "../../live/presence";
import { addTo, countsOf, happened } from "./feed";

function presence(visitors: LiveVisitor[], runs: Run[] = []): Presence {
  return {
    isKnown: true,
    visitors: new Map(visitors.map((visitor) => [visitor.sessionId, visitor])),
    runs: new Map(runs.map((run) => [run.recordingId, run])),
  };
}

describe("the feed of what happens", () => {
  it("tells who came, left, went on, was recorded, and of runs", () => {
    const before = presence([madeVisitor("stays"), madeVisitor("goes"), madeVisitor("quiet")]);
    const after = presence(
      [
        before.visitors.get("quiet") ?? madeVisitor("quiet"),
        madeVisitor("stays", {
          tabs: [madeTab({ pageURL: "https://shop.example/cart" })],
          recordingState: "recording",
        }),
        madeVisitor("comes"),
      ],
      [madeRun("r")],
    );

    const told = happened(before, after, 5).map(({ kind, sessionId, text }) => [
      kind,
      sessionId,
      text,
    ]);
    expect(told).toEqual([
      ["page", "stays", "/cart"],
      ["recording", "stays", "/cart"],
      ["came", "comes", "/plans"],
      ["left", "goes", "/plans"],
      ["run-started", "", "Checkout study"],
    ]);
  });

  it("takes nobody for new when the screen is opened", () => {
    expect(happened(NOBODY, presence([madeVisitor("a")]), 5)).toEqual([]);
  });

  it("has the newest first, counted by kind", () => {
    const empty = presence([]);
    const one = presence([madeVisitor("a")]);
    const entries = addTo(addTo([], happened(empty, one, 1)), happened(one, empty, 2));

    expect(entries.map(({ kind, at }) => [kind, at])).toEqual([
      ["left", 2],
      ["came", 1],
    ]);
    expect(countsOf(entries)).toEqual({ left: 1, came: 1 });
  });
});
