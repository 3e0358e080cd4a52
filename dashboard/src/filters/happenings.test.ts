import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSearch, stringifySearch } from "../search";
import { conditionsOf, parseFilters } from "./filters";
import { linesOf } from "./happened-lines";
import {
  elsewhere,
  felt,
  happening,
  happeningWords,
  ofCohort,
  withMore,
  withProperty,
} from "./happenings";

const words = fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" });

describe("what happened", () => {
  it("comes back from a link as it was, commas and all", () => {
    fc.assert(
      fc.property(words, words, (page, label) => {
        const chosen = withMore(happening("click", page, label), happening("bounce"));
        const found = parseFilters(parseSearch(stringifySearch(chosen)));
        expect(linesOf(found.happened)).toEqual(linesOf(chosen.happened));
      }),
    );
  });

  it("goes to the server line by line, beside what was chosen already", () => {
    const chosen = withMore(
      { ...happening("rage", "shop.example/"), device: ["mobile"] },
      { ...happening("entry", "shop.example/plans"), country: ["-"] },
    );

    expect(conditionsOf(chosen)).toEqual({
      happened: ["rage shop.example/", "entry shop.example/plans"],
      device: ["mobile"],
      country: [""],
    });
  });

  it("is one line, whatever a visitor's page wrote into a label", () => {
    expect(linesOf(happening("click", "shop.example/", "Buy\nbounce").happened)).toEqual([
      "click shop.example/ Buy bounce",
    ]);
  });

  it("is told in words", () => {
    const told = [
      happening("click", "shop.example/plans", "button “Buy now”"),
      happening("capture", ""),
      happening("step", 2, "shop.example/coffee", "*"),
      happening("walk", "shop.example/", "shop.example/plans"),
      felt("LCP", { rating: "not-good", page: "https://shop.example/plans", element: "main>img" }),
      felt("CLS", {}),
      withProperty("sign up", "plan", '"pro"'),
      happening("took", "page:/plans,event:signup"),
      happening("lost", "page:/plans,event:signup"),
      ofCohort({ from: "2026-11-16", to: "2026-11-22" }, "Europe/Berlin", { device: ["mobile"] }),
      elsewhere("left", 2, ["shop.example/", "shop.example/a,b"], "*"),
    ].map((one) => happeningWords(one?.happened ?? ""));

    expect(told).toEqual([
      "click on button “Buy now” on /plans",
      "page view: not told",
      "page 2 was /coffee",
      "/ then /plans",
      "not good LCP of an element on /plans",
      "CLS",
      'sign up with plan "pro"',
      "took /plans, signup",
      "lost before signup",
      "visitors who first came 16 Nov – 22 Nov 2026, of a filter",
      "left after page 2, none of the most seen",
    ]);
  });

  it("names pages with blanks and commas so that they are told apart, and no more than fit", () => {
    expect(elsewhere("step", 2, ["shop.example/a b", "shop.example/1,2", "x/%20"], "*")).toEqual({
      happened: "step-elsewhere 2 shop.example/a%20b,shop.example/1%2C2,x/%2520 *",
    });
    expect(elsewhere("step", 2, ["x".repeat(3_000)], "*")).toBeNull();
  });

  it("of another kind stands in its chip as it is", () => {
    expect(happeningWords("landed on the moon")).toBe("landed on the moon");
  });
});
