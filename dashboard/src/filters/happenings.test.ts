import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSearch, stringifySearch } from "../search";
import { conditionsOf, parseFilters } from "./filters";
import { linesOf } from "./happened-lines";
import { felt, happening, happeningWords, withMore, withProperty } from "./happenings";

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
    ].map(({ happened = "" }) => happeningWords(happened));

    expect(told).toEqual([
      "click on button “Buy now” on /plans",
      "page view: not told",
      "page 2 was /coffee",
      "/ then /plans",
      "not good LCP of an element on /plans",
      "CLS",
      'sign up with plan "pro"',
    ]);
  });

  it("of another kind stands in its chip as it is", () => {
    expect(happeningWords("landed on the moon")).toBe("landed on the moon");
  });
});
