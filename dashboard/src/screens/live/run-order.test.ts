import { describe, expect, it } from "vitest";
import { filterOf, type Order, problemOf } from "./run-order";
import { EVERYONE } from "./run-words";

const ORDER: Order = {
  scope: "filter",
  purpose: "Study",
  isBadgeShown: false,
  page: "https://shop.example/plans?x=1",
  device: "mobile",
  country: "",
  source: " News.Example ",
  visitorId: "",
  nextVisitors: "20",
  sessionIds: ["a"],
};

describe("what is filled in to start a run", () => {
  it("names whom to record, by the scope that was chosen", () => {
    expect(filterOf(ORDER)).toEqual({
      ...EVERYONE,
      page: "/plans",
      device: "mobile",
      source: "news.example",
      nextVisitors: 20,
    });
    expect(filterOf({ ...ORDER, scope: "everyone" })).toEqual(EVERYONE);
    expect(filterOf({ ...ORDER, scope: "chosen" })).toEqual({ ...EVERYONE, sessionIds: ["a"] });
  });

  it("says what is wrong with a page", () => {
    expect(problemOf({ ...ORDER, page: "plans" })).toBe(
      "A path begins with /: did you mean /plans?",
    );
    expect(problemOf({ ...ORDER, page: "" })).toBe("");
    expect(problemOf({ ...ORDER, page: "plans", scope: "everyone" })).toBe("");
  });
});
