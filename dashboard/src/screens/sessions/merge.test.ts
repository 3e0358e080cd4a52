import { describe, expect, it } from "vitest";
import type { SessionSummary } from "../../api";
import { hasHole, mergeSessions, unwatched } from "./merge";
import { countAbove } from "./use-held-rows";

const BASE: SessionSummary = {
  sessionId: "",
  visitorId: "v_1",
  identity: "",
  startedAt: 0,
  endedAt: 0,
  durationMs: 0,
  inProgress: false,
  hasRecording: true,
  captureReason: "recorded",
  recordingIds: [],
  own: false,
  entryPageURL: "https://example.com/",
  exitPageURL: "https://example.com/",
  pageViewCount: 1,
  tabCount: 1,
  eventCount: 1,
  clickCount: 0,
  keyCount: 0,
  customEventCount: 0,
  errorCount: 0,
  device: "desktop",
  browser: "Firefox",
  browserVersion: "140",
  os: "Linux",
  country: "DE",
  language: "de",
  screenWidth: 1440,
  screenHeight: 900,
  referrer: "",
  utmSource: "",
  utmMedium: "",
  utmCampaign: "",
  origin: "tracker",
  activity: [],
  happenedAt: null,
  happenedTabId: "",
};

function session(sessionId: string, changed: Partial<SessionSummary> = {}): SessionSummary {
  return { ...BASE, sessionId, ...changed };
}

function page(ids: string, nextCursor: string | null = "more") {
  return { sessions: [...ids].map((id) => session(id)), nextCursor };
}

function ids(sessions: readonly SessionSummary[]): string {
  return sessions.map((one) => one.sessionId).join("");
}

describe("the list with fresh answers", () => {
  it("begins with the head and shows no session twice", () => {
    expect(ids(mergeSessions([page("abc"), page("cde")], page("xab"), []))).toBe("xabcde");
  });

  it("shows the newer numbers of a session", () => {
    const head = { sessions: [session("a", { clickCount: 9 })], nextCursor: "more" };

    const [first, second] = mergeSessions([page("ab")], head, [session("b", { clickCount: 4 })]);

    expect([first?.clickCount, second?.clickCount]).toEqual([9, 4]);
  });

  it("never puts an older answer over the head's", () => {
    const head = { sessions: [session("a", { clickCount: 9 })], nextCursor: "more" };

    expect(mergeSessions([page("a")], head, [session("a", { clickCount: 4 })])).toEqual([
      session("a", { clickCount: 9 }),
    ]);
  });

  it("drops what is gone when the head is the whole list", () => {
    expect(ids(mergeSessions([page("abc", null)], page("ac", null), []))).toBe("ac");
  });

  it("knows when more has happened than the head holds", () => {
    expect(hasHole([page("abc")], page("xyz"))).toBe(true);
    expect(hasHole([page("abc")], page("xya"))).toBe(false);
    expect(hasHole([page("", null)], page("xyz"))).toBe(false);
  });

  it("watches sessions in progress that the head does not hold", () => {
    const pages = [
      { sessions: [session("a", { inProgress: true }), session("b")], nextCursor: "more" },
      { sessions: [session("c", { inProgress: true })], nextCursor: null },
    ];

    expect(unwatched(pages, page("a"), 50)).toEqual(["c"]);
    expect(unwatched(pages, undefined, 1)).toEqual(["a"]);
  });
});

describe("rows held back", () => {
  it("are those above the first one that the reader has seen", () => {
    const rows = ["x", "y", "a", "b"].map((sessionId) => ({ sessionId }));

    expect([countAbove(rows, "a"), countAbove(rows, null), countAbove(rows, "gone")]).toEqual([
      2, 0, 0,
    ]);
  });
});
