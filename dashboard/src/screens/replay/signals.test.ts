import { describe, expect, it } from "vitest";
import { chosenMessages, levelChips, lineOf } from "./console-list";
import {
  barsOf,
  chosenRequests,
  formatTime,
  hasFailed,
  requestChips,
  shortUrl,
  statusOf,
} from "./request-list";
import type { ConsoleMessage, PageRequest, Vital } from "./signals";
import { byPageView, formatVital } from "./vital-words";

function message(change: Partial<ConsoleMessage>): ConsoleMessage {
  return {
    at: 0,
    tabId: "t_1",
    pageViewId: "p_1",
    level: "log",
    text: "ready",
    dropped: 0,
    ...change,
  };
}

function request(change: Partial<PageRequest>): PageRequest {
  return {
    at: 1_000,
    tabId: "t_1",
    pageViewId: "p_1",
    method: "GET",
    url: "https://shop.example/api/stock",
    initiator: "fetch",
    outcome: "answered",
    status: 200,
    durationMs: 100,
    bytes: 0,
    ...change,
  };
}

function vital(change: Partial<Vital>): Vital {
  return {
    at: 0,
    tabId: "t_1",
    pageViewId: "p_1",
    pageURL: "https://shop.example/",
    name: "LCP",
    value: 1_800,
    rating: "good",
    element: "",
    ...change,
  };
}

describe("the console", () => {
  const messages = [
    message({}),
    message({ level: "error", text: "No stock of Sidama" }),
    message({ text: "", dropped: 1_200 }),
  ];

  it("offers the levels that there are, the gravest first", () => {
    expect(levelChips(messages)).toEqual([
      { key: "all", label: "All", count: 3 },
      { key: "error", label: "Errors", count: 1 },
      { key: "log", label: "Log", count: 1 },
    ]);
  });

  it("finds a text in any case", () => {
    expect(chosenMessages(messages, "all", " sidama ")).toEqual([messages[1]]);
    expect(chosenMessages(messages, "log", "")).toEqual([messages[0]]);
  });

  it("says how many messages came too fast", () => {
    expect(messages.map(lineOf)).toEqual([
      "ready",
      "No stock of Sidama",
      "1,200 more messages came too fast",
    ]);
  });
});

describe("the network", () => {
  const failed = request({ status: 404 });
  const silent = request({ status: 0, outcome: "failed", at: 1_100, durationMs: 900 });
  const aborted = request({ status: 0, outcome: "aborted" });

  it("counts as failed what the page did not end itself", () => {
    expect([failed, silent, aborted, request({})].map(hasFailed)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("offers the choices that there are", () => {
    expect(requestChips([failed, request({ durationMs: 3_000 })])).toEqual([
      { key: "all", label: "All", count: 2 },
      { key: "failed", label: "Failed", count: 1 },
      { key: "slow", label: "Slow", count: 1 },
    ]);
  });

  it("finds by method, address and status", () => {
    expect(chosenRequests([failed, request({})], "all", "get https")).toHaveLength(2);
    expect(chosenRequests([failed, request({})], "all", "404")).toEqual([failed]);
  });

  it("draws the bars of a page view beside each other", () => {
    const first = request({});
    const other = request({ pageViewId: "p_2" });
    const bars = barsOf([first, silent, other]);

    expect(bars.get(first)).toEqual({ left: 0, width: 0.1 });
    expect(bars.get(silent)).toEqual({ left: 0.1, width: 0.9 });
    expect(bars.get(other)).toEqual({ left: 0, width: 1 });
  });

  it("writes short what is known", () => {
    expect([failed, silent, aborted].map(statusOf)).toEqual(["404", "no answer", "aborted"]);
    expect(shortUrl(failed.url, "https://shop.example/")).toBe("/api/stock");
    expect(shortUrl(failed.url, "https://other.example/")).toBe("shop.example/api/stock");
    expect([999, 1_200].map(formatTime)).toEqual(["999 ms", "1.2 s"]);
  });
});

describe("web vitals", () => {
  it("stand by page view, what is seen before what is felt", () => {
    const names = byPageView([
      vital({ name: "TTFB" }),
      vital({ name: "CLS", pageViewId: "p_2" }),
      vital({ name: "INP" }),
      vital({}),
    ]).map((own) => own.map(({ name }) => name));

    expect(names).toEqual([["LCP", "INP", "TTFB"], ["CLS"]]);
  });

  it("are written with their unit", () => {
    expect(
      [vital({}), vital({ name: "INP", value: 64.4 }), vital({ name: "CLS", value: 0.021 })].map(
        formatVital,
      ),
    ).toEqual(["1.8 s", "64 ms", "0.02"]);
  });
});
