import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSearch, stringifySearch } from "../search";
import { PRESETS } from "./dates";
import {
  describeRange,
  type Filters,
  isFiltered,
  NO_FILTERS,
  parseFilters,
  parseSort,
  queryOf,
} from "./filters";

/** 23 November 2026, noon in UTC. */
const NOON = Date.UTC(2026, 10, 23, 12);

function throughUrl(filters: Filters): Filters {
  return parseFilters(parseSearch(stringifySearch(filters)));
}

const text = fc.string({ minLength: 1, maxLength: 200, unit: "grapheme" });
const choice = fc.stringMatching(/^[A-Za-z0-9 .-]{1,20}$/);
const day = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const range: fc.Arbitrary<Filters> = fc.oneof(
  fc
    .constantFrom(...PRESETS.filter((preset) => preset !== "7d"))
    .map((preset) => ({ range: preset })),
  fc.tuple(day, day).map((days) => {
    const [from, to] = days.sort();
    return { from, to };
  }),
  fc.constant({}),
);
const others: fc.Arbitrary<Filters> = fc.record(
  {
    pageURL: text,
    visitorId: text,
    device: fc.uniqueArray(fc.constantFrom("desktop", "tablet", "mobile"), { minLength: 1 }),
    browser: fc.uniqueArray(choice, { minLength: 1, maxLength: 4 }),
    country: fc.uniqueArray(choice, { minLength: 1, maxLength: 4 }),
    captureReason: fc.uniqueArray(choice, { minLength: 1, maxLength: 4 }),
    hasRecording: fc.boolean(),
    minDuration: fc.integer({ min: 1, max: 86_400_000 }),
    hasErrors: fc.constant(true as const),
  },
  { requiredKeys: [] },
);

describe("filters in the URL", () => {
  it("come back from a link as they were", () => {
    fc.assert(
      fc.property(range, others, (days, rest) => {
        const filters = { ...days, ...rest };
        expect(throughUrl(filters)).toEqual(filters);
      }),
    );
  });

  it("are read the same a second time, as the router does", () => {
    fc.assert(
      fc.property(others, (filters) => {
        expect(parseFilters(parseFilters(filters))).toEqual(filters);
      }),
    );
  });

  it("never fail on a URL that someone made up", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (search) => {
        parseFilters(search);
      }),
    );
  });

  it("leave out what is not understood", () => {
    expect(
      parseFilters({
        range: "next week",
        from: "2026-02-30",
        to: "2026-03-01",
        device: "toaster",
        minDuration: "-5",
        hasErrors: "maybe",
        pageURL: "",
      }),
    ).toEqual({});
  });

  it("put the days of a range in order", () => {
    expect(parseFilters({ from: "2026-11-09", to: "2026-11-03" })).toEqual({
      from: "2026-11-03",
      to: "2026-11-09",
    });
  });

  it("stay readable", () => {
    const link = stringifySearch({
      pageURL: "/docs/*",
      device: ["mobile", "tablet"],
      range: "30d",
    });

    expect(link).toBe("?pageURL=/docs/*&device=mobile,tablet&range=30d");
  });
});

describe("the query for the API", () => {
  it("names the days of the default range in the project's time zone", () => {
    expect(queryOf({}, "Europe/Berlin", NOON)).toEqual({
      timeZone: "Europe/Berlin",
      startDate: "2026-11-17",
      endDate: "2026-11-23",
    });
  });

  it("carries every filter", () => {
    const filters: Filters = {
      from: "2026-11-01",
      to: "2026-11-02",
      pageURL: "/docs/*",
      visitorId: "v_1",
      device: ["mobile"],
      browser: ["Firefox", "Safari"],
      os: ["iOS"],
      country: ["DE"],
      minDuration: 60_000,
      hasErrors: true,
    };

    expect(queryOf(filters, "UTC", NOON)).toEqual({
      timeZone: "UTC",
      startDate: "2026-11-01",
      endDate: "2026-11-02",
      pageURL: "/docs/*",
      visitorId: "v_1",
      device: ["mobile"],
      browser: ["Firefox", "Safari"],
      os: ["iOS"],
      country: ["DE"],
      minDuration: 60_000,
      hasErrors: true,
    });
  });

  it("has no days for all time", () => {
    expect(queryOf({ range: "all" }, "UTC", NOON)).toEqual({ timeZone: "UTC" });
  });
});

describe("clearing", () => {
  it("takes every filter away and keeps the range", () => {
    const chosen: Filters = { range: "30d", device: ["mobile"], hasErrors: true, minDuration: 1 };

    const cleared = throughUrl({ ...chosen, ...NO_FILTERS });

    expect(isFiltered(chosen)).toBe(true);
    expect(cleared).toEqual({ range: "30d" });
    expect(isFiltered(cleared)).toBe(false);
  });
});

describe("words", () => {
  it.each([
    [{}, "Last 7 days"],
    [{ range: "today" }, "Today"],
    [{ from: "2026-11-03", to: "2026-11-09" }, "3 Nov – 9 Nov 2026"],
    [{ from: "2025-12-30", to: "2026-01-02" }, "30 Dec 2025 – 2 Jan 2026"],
    [{ from: "2026-11-03", to: "2026-11-03" }, "3 Nov 2026"],
  ] satisfies [Filters, string][])("%j is called “%s”", (filters, words) => {
    expect(describeRange(filters)).toBe(words);
  });

  it("the default order is not written into the URL", () => {
    expect(parseSort("-startedAt")).toBeUndefined();
    expect(parseSort("-errors")).toBe("-errors");
    expect(parseSort("password")).toBeUndefined();
  });
});
