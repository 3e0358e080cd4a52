import { describe, expect, it } from "vitest";
import { periodsBegun, sessionsOf } from "./cells";

const asked = {
  filters: { device: ["mobile"], event: "signup" },
  range: { startDate: "2026-11-03", endDate: "2026-11-20" },
  timeZone: "Europe/Berlin",
  period: "week",
} as const;
const LINE = "cohort 2026-11-03 2026-11-08 Europe/Berlin event=signup&device=mobile";

describe("the sessions of a number of the retention table", () => {
  it("are those that fit, in the days of the first period that the table is about", () => {
    expect(sessionsOf(asked, "2026-11-02", 0)).toEqual({
      device: ["mobile"],
      event: "signup",
      from: "2026-11-03",
      to: "2026-11-08",
      happened: LINE,
    });
  });

  it("are any of these visitors later, in whole periods, whatever the table's days", () => {
    const found = sessionsOf(asked, "2026-11-02", 3);
    expect(found).toMatchObject({ from: "2026-11-23", to: "2026-11-29", happened: LINE });
    expect(found).toMatchObject({ device: undefined, event: undefined });
  });

  it("follow the lengths of months", () => {
    const months = { ...asked, filters: {}, range: {}, period: "month" } as const;
    expect(sessionsOf(months, "2026-01-01", 1)).toMatchObject({
      from: "2026-02-01",
      to: "2026-02-28",
      happened: "cohort 2026-01-01 2026-01-31 Europe/Berlin *",
    });
  });

  it("cannot be said of a cohort of a cohort", () => {
    expect(sessionsOf({ ...asked, filters: { happened: LINE } }, "2026-11-09", 1)).toBeNull();
  });
});

describe("the periods of a cohort", () => {
  it.each([
    ["2026-11-20", "day", "2026-11-24", 5],
    ["2026-11-24", "day", "2026-11-24", 1],
    ["2026-11-16", "week", "2026-11-22", 1],
    ["2026-11-16", "week", "2026-11-23", 2],
    ["2026-10-01", "month", "2026-12-01", 3],
    ["2026-01-01", "day", "2026-11-24", 31],
  ] as const)(
    "from %s by %s are known up to the one that %s is in",
    (date, period, today, begun) => {
      expect(periodsBegun(date, period, today)).toBe(begun);
    },
  );
});
