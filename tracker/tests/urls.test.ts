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

  it.each([
    ["/reset/8f3a9c0d2e1b4a5f6c7d", "/reset/:id"],
    ["/reset/8f3a9c0d2e1b4a5f6c7d/", "/reset/:id/"],
    ["/u/0b8f6f0e-1d2c-4e5f-8a9b-0c1d2e3f4a5b/edit", "/u/:id/edit"],
    ["/invite/V1StGXR8_Z5jdHi6B-myT", "/invite/:id"],
    ["/invite/01hq3v5k7m9p1r3t5v7x9z1b3d", "/invite/:id"],
    ["/invite/4eC39HqLyjWDarjtT1zdp7dc/4eC39HqLyjWDarjtT1zdp7dd", "/invite/:id/:id"],
    ["/mail/ada@example.com", "/mail/•••@•••••••.•••"],
    ["/t/eyJhbGciOiJI.eyJzdWIiOiIx.abc", `/t/${"•".repeat(29)}`],
    ["/call/491701234567", "/call/••••••••••••"],
    ["/blog/how-to-make-20-pancakes-in-2024", "/blog/how-to-make-20-pancakes-in-2024"],
    ["/products/4711", "/products/4711"],
    ["/app.8f3a9c0d2e1b4a5f6c7d.js", "/app.8f3a9c0d2e1b4a5f6c7d.js"],
  ])("hides what %s gives away", (path, expected) => {
    expect(decodeURI(pageUrl(`https://a.test${path}`))).toBe(`https://a.test${expected}`);
    expect(decodeURI(withoutQuery(`${path}?a=b`))).toBe(expected);
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
