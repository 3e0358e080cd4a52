import { describe, expect, it } from "vitest";
import {
  countryName,
  formatAgo,
  formatDuration,
  formatMinute,
  formatMoment,
  formatPage,
  formatPlural,
  formatSoftware,
  formatSpan,
} from "./format";

describe("durations", () => {
  it.each([
    [0, "0:00"],
    [999, "0:00"],
    [42_000, "0:42"],
    [725_000, "12:05"],
    [3_753_000, "1:02:33"],
    [86_400_000, "24:00:00"],
    [-5, "0:00"],
  ])("%d ms is %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe("time passed", () => {
  const now = Date.UTC(2026, 10, 23, 12);

  it.each([
    [4_999, "now"],
    [5_000, "5 s ago"],
    [119_000, "1 min ago"],
    [3_600_000, "1 h ago"],
    [86_400_000 * 3, "3 d ago"],
    [86_400_000 * 400, "1 y ago"],
  ])("%d ms ago is “%s”", (ms, text) => {
    expect(formatAgo(now - ms, now)).toBe(text);
  });

  it("counts a clock that is ahead as now", () => {
    expect(formatAgo(now + 60_000, now)).toBe("now");
  });
});

describe("pages", () => {
  it("are shown by their path, readable", () => {
    expect(formatPage("https://example.com/caf%C3%A9?utm_source=x")).toBe("/café");
    expect(formatPage("https://example.com/#/cart")).toBe("/#/cart");
  });

  it("are shown somehow whatever a visitor sends", () => {
    expect(formatPage("https://example.com/%E0%A4%A")).toBe("/%E0%A4%A");
    expect(formatPage("not a url")).toBe("not a url");
    expect(formatPage("shop.example:8080/cart")).toBe("shop.example:8080/cart");
  });

  it("are unknown when a visitor sends nothing that can be read", () => {
    const shown = ["", "  ", "data:", "about:%20"].map(formatPage);
    expect(shown).toEqual(Array(4).fill("unknown page"));
  });
});

describe("words", () => {
  it("count", () => {
    expect(formatPlural(1, "page")).toBe("1 page");
    expect(formatPlural(12_345, "page")).toBe("12,345 pages");
  });

  it("says a minute by the clock of the project", () => {
    expect(formatMinute(Date.UTC(2026, 10, 23, 7, 14, 3), "Europe/Berlin")).toBe("23 Nov, 08:14");
  });

  it("name a moment with its time zone", () => {
    expect(formatMoment(Date.UTC(2026, 10, 23, 7, 14, 3), "Europe/Berlin")).toBe(
      "23 Nov 2026, 08:14:03 CET",
    );
  });

  it.each([
    ["Mobile Safari", "iOS", "Safari, iOS"],
    ["Chrome Mobile iOS", "iOS", "Chrome, iOS"],
    ["Chrome", "Mac OS X", "Chrome, macOS"],
    ["Firefox", "", "Firefox"],
    ["", "", "unknown"],
  ])("name “%s” on “%s” as “%s”", (browser, os, words) => {
    expect(formatSoftware(browser, os)).toBe(words);
  });

  it("name countries, and nothing else", () => {
    expect(["DE", "ZZ", "de", "<b>", ""].map(countryName)).toEqual([
      "Germany",
      "Unknown Region",
      null,
      null,
      null,
    ]);
  });
});

describe("a span of time", () => {
  it.each([
    [999, "0 s"],
    [42_400, "42 s"],
    [180_000, "3 min"],
    [185_000, "3 min 5 s"],
    [7_800_000, "2 h 10 min"],
  ])("of %i ms is %s", (ms, text) => {
    expect(formatSpan(ms)).toBe(text);
  });
});
