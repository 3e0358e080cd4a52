import { expect, test } from "vitest";
import type { Marker, PageVisit } from "./recording";
import { bandsOf, groupMarkers, indexAt, momentOf, pageAt, shareOf } from "./timeline";

const RANGE = { startAt: 1000, endAt: 2000 };

function page(pageViewId: string, at: number, leftAt: number, tabId = "t"): PageVisit {
  return {
    pageViewId,
    tabId,
    at,
    leftAt,
    pageURL: `https://a.example/${pageViewId}`,
    path: `/${pageViewId}`,
    title: "",
    viewportWidth: 1,
    viewportHeight: 1,
    captureReason: "recorded",
  };
}

function marker(at: number, label = "x"): Marker {
  return { at, tabId: "t", kind: "error", label };
}

test("moments and shares of the bar are each other's inverse, and stay on it", () => {
  expect(shareOf(RANGE, 1250)).toBe(0.25);
  expect(momentOf(RANGE, 0.25)).toBe(1250);
  expect([shareOf(RANGE, 0), shareOf(RANGE, 9000)]).toEqual([0, 1]);
  expect([momentOf(RANGE, -1), momentOf(RANGE, 2)]).toEqual([1000, 2000]);
});

test("bands are the pages of the shown tab", () => {
  const pages = [page("a", 1000, 1400), page("b", 1100, 1900, "other"), page("c", 1400, 2000)];

  expect(bandsOf(RANGE, pages, "t").map(({ key, from, to }) => [key, from, to])).toEqual([
    ["a", 0, 0.4],
    ["c", 0.4, 1],
  ]);
});

test("the page of a moment is the last one opened in the tab; before the first it is that", () => {
  const pages = [page("a", 1100, 1400), page("b", 1400, 2000)];

  const ids = [1000, 1399, 1400, 5000].map((at) => pageAt(pages, "t", at)?.pageViewId);

  expect(ids).toEqual(["a", "a", "b", "b"]);
  expect(pageAt(pages, "unknown", 1500)).toBeUndefined();
});

test("markers that would lie on each other are one", () => {
  const groups = groupMarkers(RANGE, [marker(1000), marker(1005), marker(1500, "y")], 0.01);

  expect(groups).toEqual([
    { share: 0, at: 1000, count: 2, label: "x" },
    { share: 0.5, at: 1500, count: 1, label: "y" },
  ]);
});

test("the present marker is the last one that has happened", () => {
  const markers = [marker(10), marker(20), marker(20), marker(30)];

  expect([5, 10, 20, 25, 99].map((at) => indexAt(markers, at))).toEqual([-1, 0, 2, 2, 3]);
});
