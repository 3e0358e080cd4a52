import { describe, expect, it } from "vitest";
import { createMatcher } from "./keys";

const bindings = [{ keys: "g s" }, { keys: "g t" }, { keys: "?" }, { keys: "j" }];

function press(...presses: [key: string, at: number][]) {
  let now = 0;
  const match = createMatcher(() => now);
  return presses.map(([key, at]) => {
    now = at;
    return match(key, bindings)?.keys;
  });
}

describe("keys", () => {
  it("alone act at once", () => {
    expect(press(["?", 0], ["j", 10], ["x", 20])).toEqual(["?", "j", undefined]);
  });

  it("in pairs act on the second one", () => {
    expect(press(["g", 0], ["s", 400])).toEqual([undefined, "g s"]);
  });

  it("in pairs are not what the second one does alone", () => {
    const match = createMatcher(() => 0);
    const both = [{ keys: "r" }, { keys: "g r" }];
    expect(["g", "r", "r"].map((key) => match(key, both)?.keys)).toEqual([undefined, "g r", "r"]);
  });

  it("are no pair when the second comes late", () => {
    expect(press(["g", 0], ["s", 1300])).toEqual([undefined, undefined]);
  });

  it("are no pair with another between them", () => {
    expect(press(["g", 0], ["j", 100], ["s", 200])).toEqual([undefined, "j", undefined]);
  });
});
