import { expect, test } from "vitest";
import { MAX_LABELS, readFromPlayer, readToPlayer } from "./protocol";

const ORIGIN = "http://127.0.0.1:8201";
const PLAYER = {} as MessageEventSource;

function message(data: unknown, origin = ORIGIN, source: MessageEventSource | null = PLAYER) {
  return { data, origin, source } as MessageEvent<unknown>;
}

const LABEL = { at: 1, kind: "click", label: "Buy", element: 7 };

function labels(...list: unknown[]) {
  return message({ type: "labels", run: 1, labels: list });
}

test("labels of the agreed shape are read", () => {
  const data = { type: "labels", run: 1, labels: [LABEL] };
  expect(readFromPlayer(message(data), PLAYER, ORIGIN)).toEqual(data);
});

test("a message of the other side is read", () => {
  expect(readFromPlayer(message({ type: "pong" }), PLAYER, ORIGIN)).toEqual({ type: "pong" });
  expect(readToPlayer(message({ type: "play" }), PLAYER, ORIGIN)).toEqual({ type: "play" });
});

test("what is shown live is read, whether or not something was drawn", () => {
  for (const lagMs of [null, 180]) {
    const data = { type: "live", run: 1, at: 5, lagMs };
    expect(readFromPlayer(message(data), PLAYER, ORIGIN)).toEqual(data);
  }
});

test.each([
  ["a moment", { type: "live", run: 1, lagMs: 5 }],
  ["a lag that is a number", { type: "live", run: 1, at: 5, lagMs: "<b>" }],
  ["a run", { type: "live", at: 5, lagMs: 5 }],
])("what is shown live is not read without %s", (_what, data) => {
  expect(readFromPlayer(message(data), PLAYER, ORIGIN)).toBeNull();
});

test.each([
  ["another origin", message({ type: "pong" }, "http://evil.example")],
  ["another window", message({ type: "pong" }, ORIGIN, {} as MessageEventSource)],
  ["no window", message({ type: "pong" }, ORIGIN, null)],
  ["an unknown type", message({ type: "eval" })],
  ["no type", message({})],
  ["a type that is no text", message({ type: 1 })],
  ["no object", message("pong")],
  ["nothing", message(null)],
  ["labels without a list", message({ type: "labels", run: 1 })],
  ["labels of no load", message({ type: "labels", labels: [] })],
  ["too many labels", labels(...Array.from({ length: MAX_LABELS + 1 }, () => LABEL))],
  ["a label that is no object", labels("Buy")],
  ["a label that is no text", labels({ ...LABEL, label: { toString: "x" } })],
  ["a label that is too long", labels({ ...LABEL, label: "x".repeat(81) })],
  ["a label of no moment", labels({ ...LABEL, at: Number.NaN })],
  ["a label of no element", labels({ ...LABEL, element: "7" })],
  ["a label of an unknown action", labels(LABEL, { ...LABEL, kind: "eval" })],
])("a message of %s is not read", (_whose, event) => {
  expect(readFromPlayer(event, PLAYER, ORIGIN)).toBeNull();
  expect(readToPlayer(event, PLAYER, ORIGIN)).toBeNull();
});
