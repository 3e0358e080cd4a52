import { describe, expect, it } from "vitest";
import { daysBefore, daysOf, isDay, moveDay, todayIn } from "./dates";

describe("today", () => {
  it("is another day on other clocks at the same moment", () => {
    const moment = Date.UTC(2026, 10, 23, 10, 30);

    expect(todayIn("Pacific/Auckland", moment)).toBe("2026-11-23");
    expect(todayIn("Pacific/Kiritimati", moment)).toBe("2026-11-24");
    expect(todayIn("America/Los_Angeles", moment)).toBe("2026-11-23");
    expect(todayIn("Pacific/Pago_Pago", moment)).toBe("2026-11-22");
  });

  it("turns at the project's midnight", () => {
    const midnight = Date.UTC(2026, 10, 22, 23);

    expect(todayIn("Europe/Berlin", midnight - 1)).toBe("2026-11-22");
    expect(todayIn("Europe/Berlin", midnight)).toBe("2026-11-23");
  });

  it("is UTC's where the browser lacks a time zone", () => {
    expect(todayIn("Mars/Olympus", Date.UTC(2026, 0, 1))).toBe("2026-01-01");
  });
});

describe("presets", () => {
  const noon = Date.UTC(2026, 2, 30, 12);

  it.each([
    ["today", { startDate: "2026-03-30", endDate: "2026-03-30" }],
    ["yesterday", { startDate: "2026-03-29", endDate: "2026-03-29" }],
    ["7d", { startDate: "2026-03-24", endDate: "2026-03-30" }],
    ["30d", { startDate: "2026-03-01", endDate: "2026-03-30" }],
    ["90d", { startDate: "2025-12-31", endDate: "2026-03-30" }],
    ["month", { startDate: "2026-03-01", endDate: "2026-03-30" }],
    ["all", {}],
  ] as const)("%s covers whole days, today included", (preset, days) => {
    expect(daysOf(preset, "Europe/Berlin", noon)).toEqual(days);
  });
});

describe("days", () => {
  it("move over the change of the clock, the leap day and the year", () => {
    expect(moveDay("2026-03-30", -1)).toBe("2026-03-29");
    expect(moveDay("2028-03-01", -1)).toBe("2028-02-29");
    expect(moveDay("2027-01-01", -1)).toBe("2026-12-31");
  });

  it("must exist", () => {
    expect(["2026-11-23", "2026-02-30", "23.11.2026", "2026-11", 20261123].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

it("takes the same number of days right before a range", () => {
  expect(daysBefore({ startDate: "2026-11-01", endDate: "2026-11-03" })).toEqual({
    startDate: "2026-10-29",
    endDate: "2026-10-31",
  });
  expect(daysBefore({ startDate: "2026-11-01" })).toBeNull();
});
