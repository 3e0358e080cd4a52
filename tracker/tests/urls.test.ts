import { describe, expect, it } from "vitest";
import { URL_LENGTH } from "../src/limits";
import { pageUrl, withoutQuery } from "../src/urls";

describe("pageUrl", () => {
  it.each([
    ["https://a.test/b?token=x#frag", "https://a.test/b"],
    ["https://bob:secret@a.test/b", "https://a.test/b"],
    ["https://a.test/?utm_source=letter&id=7", "https://a.test/?utm_source=letter"],
    [
      "https://a.test/?utm_source=bob@example.com",
      "https://a.test/?utm_source=%E2%80%A2%E2%80%A2%E2%80%A2%40%E2%80%A2%E2%80%A2%E2%80%A2%E2%80%A2%E2%80%A2%E2%80%A2%E2%80%A2.%E2%80%A2%E2%80%A2%E2%80%A2",
    ],
    ["file:///home/page.html?x=1", "file:///home/page.html"],
    ["no url?x=1", "no url"],
  ])("of %s is %s", (url, expected) => {
    expect(pageUrl(url)).toBe(expected);
  });

  it("is never longer than the server takes", () => {
    expect(pageUrl(`https://a.test/${"long/".repeat(1_000)}`)).toHaveLength(URL_LENGTH);
  });
});

describe("withoutQuery", () => {
  it("cuts at whatever comes first", () => {
    expect(withoutQuery("/app.js#a?b")).toBe("/app.js");
    expect(withoutQuery("/app.js?a#b\nc")).toBe("/app.js");
  });
});
