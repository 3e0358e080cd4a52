import { expect, it } from "vitest";
import { mobileAgainstDesktop, otherFilters, PREVIOUS, writeVersus } from "./versus";

const NOW = Date.UTC(2026, 10, 23, 12);

it("compares with as many days right before, all other filters alike", () => {
  const filters = { range: "7d", country: ["AT"] } as const;

  expect(otherFilters(PREVIOUS, filters, "UTC", NOW)).toEqual({
    country: ["AT"],
    from: "2026-11-10",
    to: "2026-11-16",
  });
  expect(otherFilters(PREVIOUS, { range: "all" }, "UTC", NOW)).toBeNull();
  expect(otherFilters(undefined, filters, "UTC", NOW)).toBeNull();
});

it("writes any filters as it reads them, but never the page", () => {
  const filters = { from: "2026-11-01", to: "2026-11-09", browser: ["Chrome", "Firefox"] };
  const versus = writeVersus({ ...filters, pageURL: "shop.example/" });

  expect(otherFilters(versus, {}, "UTC", NOW)).toEqual(filters);
  expect(otherFilters(writeVersus({}), {}, "UTC", NOW)).toEqual({});
});

it("puts phones beside desktops in the same days", () => {
  const { first, versus } = mobileAgainstDesktop({ range: "30d", device: ["tablet"] });

  expect(first).toEqual({ device: ["mobile"] });
  expect(otherFilters(versus, {}, "UTC", NOW)).toEqual({ range: "30d", device: ["desktop"] });
});
