import { expect, test } from "vitest";
import { readFromPlayer, readToPlayer } from "./protocol";

const ORIGIN = "http://127.0.0.1:8201";
const PLAYER = {} as MessageEventSource;

function message(data: unknown, origin = ORIGIN, source: MessageEventSource | null = PLAYER) {
  return { data, origin, source } as MessageEvent<unknown>;
}

test("a message of the other side is read", () => {
  expect(readFromPlayer(message({ type: "pong" }), PLAYER, ORIGIN)).toEqual({ type: "pong" });
  expect(readToPlayer(message({ type: "play" }), PLAYER, ORIGIN)).toEqual({ type: "play" });
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
])("a message of %s is not read", (_whose, event) => {
  expect(readFromPlayer(event, PLAYER, ORIGIN)).toBeNull();
  expect(readToPlayer(event, PLAYER, ORIGIN)).toBeNull();
});
