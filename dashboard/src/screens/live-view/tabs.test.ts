import { expect, test } from "vitest";
import { madeTab, madeVisitor } from "../../live/made-live";
import { frontTab, isAway, namedTabs } from "./tabs";

const tab = (tabId: string, isVisible: boolean, shownAt = 0) =>
  madeTab({ tabId, isVisible, shownAt, title: `Page of ${tabId}` });

test("the tab in front is the visible one that was shown last", () => {
  const visitor = madeVisitor("s", {
    tabs: [tab("a", true, 1), tab("b", true, 2), tab("c", false, 3)],
  });
  expect(frontTab(visitor, ["a", "b", "c"])).toBe("b");
});

test("a visible tab without a picture does not take the place of one with a picture", () => {
  const visitor = madeVisitor("s", { tabs: [tab("a", true, 1), tab("b", true, 2)] });
  expect(frontTab(visitor, ["a"])).toBe("a");
});

test("where no tab is visible, or nothing is known, the one that was heard last stays", () => {
  expect(frontTab(madeVisitor("s", { tabs: [tab("a", false)] }), ["a", "b"])).toBe("b");
  expect(frontTab(null, ["a", "b"])).toBe("b");
  expect(frontTab(null, [])).toBeNull();
});

test("a visitor is away when no tab is visible", () => {
  expect(isAway(madeVisitor("s", { tabs: [tab("a", false), tab("b", false)] }))).toBe(true);
  expect(isAway(madeVisitor("s", { tabs: [tab("a", false), tab("b", true)] }))).toBe(false);
  expect(isAway(madeVisitor("s", { tabs: [] }))).toBe(false);
  expect(isAway(null)).toBe(false);
});

test("tabs are named by their pages", () => {
  const visitor = madeVisitor("s", { tabs: [tab("a", true), madeTab({ tabId: "b", title: "" })] });
  expect(namedTabs(visitor, ["a", "b", "gone"])).toEqual([
    { tabId: "a", name: "Page of a" },
    { tabId: "b", name: "https://shop.example/plans" },
    { tabId: "gone", name: "closed" },
  ]);
});
