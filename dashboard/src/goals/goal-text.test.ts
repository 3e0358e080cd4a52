import { describe, expect, it } from "vitest";
import { goalText, goalWords, parseGoal } from "./goal-text";

describe("a goal", () => {
  it.each([
    ["page:/thanks*", "/thanks*"],
    ["event:order", "order"],
    ["event:order?total>=100", "order, total ≥ 100"],
    ["event:sign%20up?plan=pro%2C%20yearly", "sign up, plan is pro, yearly"],
    ["event:order?coupon", "order, coupon is there"],
  ])("%s has words, and comes back as it was", (text, words) => {
    const parts = parseGoal(text);

    expect(goalWords(text)).toBe(words);
    expect(parts && goalText(parts)).toBe(text);
  });

  it("holds no comma, which joins goals in an address", () => {
    expect(goalText({ kind: "page", wanted: "/a,b", property: "", operator: "", value: "" })).toBe(
      "page:/a*b",
    );
    expect(
      goalText({ kind: "event", wanted: "a,b", property: "c,d", operator: "=", value: "e,f" }),
    ).not.toContain(",");
  });

  it("is a page or an event", () => {
    expect(["click:x", "page:", "event", ""].map(parseGoal)).toEqual([null, null, null, null]);
  });
});
