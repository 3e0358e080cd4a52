import { describe, expect, it } from "vitest";
import { madeTab, madeVisitor } from "../../live/made-live";
import { describeUnable, frontTab, isMeant, reachOf, searched, standingOf } from "./online";
import { EVERYONE } from "./run-words";

describe("a visitor who is online", () => {
  it("is on the page that they look at, else on the one that was shown last", () => {
    const tabs = [
      madeTab({ tabId: "a", shownAt: 3, isVisible: false }),
      madeTab({ tabId: "b", shownAt: 1 }),
    ];

    expect(frontTab(madeVisitor("s", { tabs }))?.tabId).toBe("b");
    expect(
      frontTab(madeVisitor("s", { tabs: tabs.map((tab) => ({ ...tab, isVisible: false })) }))
        ?.tabId,
    ).toBe("a");
  });

  it.each([
    [{ recordingState: "requested" as const }, "requested"],
    [{ canRecord: false, obstacle: "gpc" }, "unable"],
    [{ tabs: [madeTab({ isVisible: false })] }, "away"],
    [{}, "online"],
  ])("%j is %s", (fields, standing) => {
    expect(standingOf(madeVisitor("s", fields))).toBe(standing);
  });

  it("is found by every word of page, country, device or where they came from", () => {
    const visitors = [
      madeVisitor("a", { country: "FR", device: "mobile" }),
      madeVisitor("b", { source: "news.example", device: "mobile" }),
    ];
    const ids = (search: string) => searched(visitors, search).map(({ sessionId }) => sessionId);

    expect([
      ids("Mobile /plans"),
      ids("france"),
      ids("news mobile"),
      ids("tablet"),
      ids(" "),
    ]).toEqual([["a", "b"], ["a"], ["b"], [], ["a", "b"]]);
  });
});

describe("whom a run would reach", () => {
  const visitors = [
    madeVisitor("a", { country: "DE" }),
    madeVisitor("b", { country: "FR", source: "" }),
    madeVisitor("c", { recordingId: "another", recordingState: "recording" }),
    madeVisitor("d", { canRecord: false, obstacle: "gpc" }),
    madeVisitor("e", { canRecord: false, obstacle: "gpc" }),
    madeVisitor("f", { canRecord: false, obstacle: "no-socket" }),
  ];

  it("is counted, also who cannot be recorded and why", () => {
    const reach = reachOf(EVERYONE, visitors);

    expect(reach).toEqual({
      now: 2,
      taken: 1,
      unable: [
        { obstacle: "gpc", count: 2 },
        { obstacle: "no-socket", count: 1 },
      ],
    });
    expect(describeUnable(reach)).toBe(
      "3 visitors cannot be recorded: 2 × Global Privacy Control, 1 × no live connection (older tracker, or blocked on the way).",
    );
  });

  it("is fewer with a filter", () => {
    expect(reachOf({ ...EVERYONE, country: "FR" }, visitors).now).toBe(1);
    expect(reachOf({ ...EVERYONE, nextVisitors: 1 }, visitors).now).toBe(1);
    expect(reachOf({ ...EVERYONE, sessionIds: ["a", "d"] }, visitors)).toEqual({
      now: 1,
      taken: 0,
      unable: [{ obstacle: "gpc", count: 1 }],
    });
  });

  it.each([
    [{ page: "/plans" }, true],
    [{ page: "/p*" }, true],
    [{ page: "/" }, false],
    [{ source: "direct" }, true],
    [{ device: "mobile" }, false],
    [{ visitorId: "v_a" }, true],
  ])("%j: %s", (filter, isThere) => {
    expect(isMeant({ ...EVERYONE, ...filter }, madeVisitor("a", { source: "" }))).toBe(isThere);
  });
});
