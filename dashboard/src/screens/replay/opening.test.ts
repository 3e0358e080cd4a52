import { expect, test } from "vitest";
import { openingOf } from "./opening";
import type { SessionDetail } from "./recording";

/** A session from 1,000 to 5,000: tab a first, tab b in front from 3,000 on; c has no recording. */
function session(inProgress = false): SessionDetail {
  const tabs = ["a", "b", "c"].map((tabId) => ({
    tabId,
    fullSnapshots: tabId === "c" ? [] : [1_000],
  }));
  const markers = [
    { at: 1_000, tabId: "a", kind: "page", label: "" },
    { at: 3_000, tabId: "b", kind: "page", label: "" },
  ];
  // Only what the function reads; the rest of a session does not matter here.
  return {
    session: { startedAt: 1_000, endedAt: 5_000, inProgress },
    tabs,
    timeline: { markers },
  } as unknown as SessionDetail;
}

test("without a moment a session plays from its start, in the tab that was in front", () => {
  expect(openingOf(session(), {})).toEqual({ tabId: "a", at: 1_000, mode: "playing" });
});

test("a session in progress is kept up with from its newest moment on", () => {
  expect(openingOf(session(true), {})).toEqual({ tabId: "b", at: 5_000, mode: "following" });
});

test("the moment of a link stands still, also while the session is in progress", () => {
  const opening = { tabId: "b", at: 3_500, mode: "still" };
  expect(openingOf(session(), { since: 2_500 })).toEqual(opening);
  expect(openingOf(session(true), { at: 3_500 })).toEqual(opening);
  expect(openingOf(session(), { at: 10 })).toEqual({ tabId: "a", at: 1_000, mode: "still" });
});

test("a link to a tab opens that tab, unless nothing was recorded in it", () => {
  expect(openingOf(session(), { since: 0, tabId: "b" }).tabId).toBe("b");
  expect(openingOf(session(), { since: 0, tabId: "c" }).tabId).toBe("a");
});
