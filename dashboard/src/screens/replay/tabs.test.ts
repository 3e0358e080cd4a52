import { expect, test } from "vitest";
import type { SessionDetail } from "./recording";
import { activeTabAt, nextSwitch, tabSwitches } from "./tabs";

type Happening = [at: number, tabId: string, kind: "click" | "error" | "page"];

function detail(...happenings: Happening[]): SessionDetail {
  const markers = happenings.map(([at, tabId, kind]) => ({ at, tabId, kind, label: "" }));
  const tabs = ["a", "b", "unrecorded"].map((tabId) => ({
    tabId,
    fullSnapshots: tabId === "unrecorded" ? [] : [1],
  }));
  // Only what the functions read; the rest of a session does not matter here.
  return { timeline: { markers }, tabs } as unknown as SessionDetail;
}

const SWITCHES = tabSwitches(
  detail(
    [10, "a", "page"],
    [20, "a", "click"],
    [25, "b", "error"],
    [30, "b", "page"],
    [35, "unrecorded", "click"],
    [40, "a", "click"],
  ),
);

test("only what happens in a tab in front makes it the active one, and only recorded tabs count", () => {
  expect(SWITCHES).toEqual([
    { at: 10, tabId: "a" },
    { at: 30, tabId: "b" },
    { at: 40, tabId: "a" },
  ]);
});

test("the active tab is that of the last switch; before the first it is the first", () => {
  expect([0, 29, 30, 99].map((at) => activeTabAt(SWITCHES, at))).toEqual(["a", "a", "b", "a"]);
  expect(activeTabAt([], 5)).toBeUndefined();
});

test("the next switch leads to another tab", () => {
  expect(nextSwitch(SWITCHES, 12, "a")).toEqual({ at: 30, tabId: "b" });
  expect(nextSwitch(SWITCHES, 50, "a")).toBeUndefined();
});
