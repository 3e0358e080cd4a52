import { describe, expect, it } from "vitest";
import { readFromMap, readToMap } from "./messages";

const ORIGIN = "http://127.0.0.1:8201";
const ID = "0123456789abcdef";

function from(data: unknown, origin = ORIGIN): MessageEvent<unknown> {
  return new MessageEvent("message", { data, origin });
}

const REGION = { left: 0, top: 1, right: 20, bottom: 30 };
const MANY = Array(301).fill({ elementId: ID, ...REGION });
const AGREED = [
  { type: "map-hovered", elementId: null },
  { type: "map-hovered", elementId: ID },
  { type: "map-picked", elementId: ID, x: 1, y: 2 },
  {
    type: "map-placed",
    run: 1,
    placed: [{ id: ID, confidence: 0.9, top: 12 }],
    hidden: [],
    unresolved: [ID],
    highest: 3,
  },
  { type: "map-failed", run: 1, problem: "no_snapshot" },
  { type: "map-region", run: 1, region: REGION, parts: [{ elementId: ID, ...REGION }], sum: 4 },
  { type: "map-pictured", run: 1, png: new ArrayBuffer(8), backdrop: "partial" },
  { type: "map-pictured", run: 1, png: null, backdrop: "missing" },
];
const STRANGE = [
  null,
  "map-hovered",
  { type: "map-hovered", elementId: "<img>" },
  { type: "map-picked", elementId: ID, x: "1", y: 2 },
  { type: "map-placed", run: 1, placed: [{ id: "x" }], hidden: [], unresolved: [], highest: 0 },
  { type: "map-shown", run: 1, width: 1, height: 1, pageHeight: 1, breakpoints: ["390"] },
  { type: "map-failed", run: 1, problem: "<script>" },
  { type: "map-region", run: 1, region: { ...REGION, top: "0" }, parts: [], sum: 0 },
  { type: "map-region", run: 1, region: REGION, parts: [{ elementId: "x", ...REGION }], sum: 0 },
  { type: "map-region", run: 1, region: REGION, parts: MANY, sum: 0 },
  { type: "map-pictured", run: 1, png: "<svg>", backdrop: "whole" },
  { type: "map-pictured", run: 1, png: null, backdrop: "<b>" },
];

describe("messages of the player about a map", () => {
  it.each(AGREED)("are taken in their agreed shape: %o", (data) => {
    expect(readFromMap(from(data), null, ORIGIN)).toEqual(data);
  });

  it.each(STRANGE)("are not taken in any other: %o", (data) => {
    expect(readFromMap(from(data), null, ORIGIN)).toBeNull();
  });

  it("are not taken from anybody else", () => {
    expect(readFromMap(from(AGREED[0], "http://evil.example"), null, ORIGIN)).toBeNull();
    expect(readToMap(from({ type: "map-scroll", top: 0 }, "null"), null, ORIGIN)).toBeNull();
  });
});
