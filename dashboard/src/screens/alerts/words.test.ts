import { expect, it } from "vitest";
import type { AlertRule } from "../../api";
import { boundOf, ruleWords, typedOf, valueWords } from "./words";

const RULE: AlertRule = {
  name: "Bounce",
  metric: "bounceRate",
  condition: "above",
  bound: 0.6,
  windowMinutes: 60,
  goalId: "",
  leastSessions: 20,
  leastValue: 10,
  quietMinutes: 60,
  isOn: true,
};

it("a rule is a sentence", () => {
  expect(ruleWords(RULE)).toBe("Bounce rate of the last hour above 60 %");
  expect(
    ruleWords({ ...RULE, metric: "errors", condition: "spike", bound: 3, windowMinutes: 45 }),
  ).toBe("Errors of the last 45 minutes over 3 times the usual");
});

it("rates are typed in percent, factors are not", () => {
  expect(boundOf("42.5", "bounceRate", "above")).toBeCloseTo(0.425);
  expect(typedOf(0.425, "bounceRate", "above")).toBe("42.5");
  expect(boundOf("3", "bounceRate", "spike")).toBe(3);
  expect(boundOf("2500", "lcp", "above")).toBe(2500);
});

it("numbers have their units", () => {
  expect([valueWords("lcp", 2512.4), valueWords("cls", 0.1), valueWords("errors", 12)]).toEqual([
    "2,512 ms",
    "0.10",
    "12",
  ]);
});
