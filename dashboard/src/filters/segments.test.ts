import { describe, expect, it } from "vitest";
import type { Filters } from "./filters";
import { changeTo, chosenSegment, describeSegment, isWhole, savedOf } from "./segments";

const FILTERS: Filters = {
  range: "30d",
  device: ["mobile", "tablet"],
  pageURL: "/pricing*",
  hasRecording: false,
};
/** As the server answers: every field is there. */
const SAVED = {
  ...{ automated: false, visitorId: null, browser: [], hasErrors: null, minDuration: null },
  ...{ device: ["mobile" as const, "tablet" as const], pageURL: "/pricing*", hasRecording: false },
};

describe("a segment", () => {
  it("is the filters without their days", () => {
    expect(savedOf(FILTERS, [])).toEqual({
      automated: false,
      device: ["mobile", "tablet"],
      pageURL: "/pricing*",
      hasRecording: false,
    });
  });

  it("says what it chooses in the words of the filter bar", () => {
    expect(describeSegment(SAVED)).toBe("/pricing* · Mobile or Tablet · not recorded");
  });

  it("takes the place of all other filters, and leaves the days", () => {
    const applied = { ...FILTERS, country: ["DE"], ...changeTo(SAVED, []) };

    expect(applied).toMatchObject({ ...FILTERS, country: undefined });
  });

  it("leaves alone what a screen chooses elsewhere", () => {
    expect("pageURL" in changeTo(SAVED, ["pageURL"])).toBe(false);
    expect(savedOf(FILTERS, ["pageURL"])).not.toHaveProperty("pageURL");
  });
});

describe("the chosen segment", () => {
  it("is the one with the same conditions, in whatever order and on whatever days", () => {
    const other = { filters: { ...SAVED, device: ["mobile" as const] } };
    const same = { filters: SAVED };

    expect(
      chosenSegment([other, same], { ...FILTERS, device: ["tablet", "mobile"], range: "90d" }, []),
    ).toBe(same);
    expect(chosenSegment([other, same], { ...FILTERS, country: ["DE"] }, [])).toBeUndefined();
  });

  it("is none where nothing is chosen", () => {
    const onlyPage = { filters: { automated: false, pageURL: "/pricing*" } };

    expect(chosenSegment([onlyPage], { range: "30d" }, [])).toBeUndefined();
    expect(chosenSegment([onlyPage], { pageURL: "/" }, ["pageURL"])).toBeUndefined();
  });

  it("is none with conditions that the filter bar does not have", () => {
    const script = { filters: { ...SAVED, hasErrors: false } };

    expect(isWhole(SAVED)).toBe(true);
    expect(
      [script, { filters: { ...SAVED, automated: true } }].map((one) => isWhole(one.filters)),
    ).toEqual([false, false]);
    expect(chosenSegment([script], FILTERS, [])).toBeUndefined();
  });
});
