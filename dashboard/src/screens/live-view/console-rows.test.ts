import { expect, test } from "vitest";
import type { LiveEvent } from "../../live/stream";
import { withUnstored } from "../replay/console-list";
import { withConsole } from "./console-rows";

function message(console: unknown[], errors: unknown[] = []): LiveEvent {
  return {
    recordingId: "r",
    sessionId: "s",
    tabId: "t",
    seq: 1,
    events: [],
    timestamp: 0,
    sentAt: 0,
    isCatchUp: false,
    console,
    errors,
  };
}

const row = (at: number, level: string, text: string) => ({
  at,
  tabId: "t",
  pageViewId: "",
  level,
  text,
  dropped: 0,
});

test("messages and errors come in order of time, on the server's clock", () => {
  const console = [{ at: 20, level: "warn", text: "slow" }];
  const errors = [{ at: 10, message: "x is no function" }];

  expect(withConsole([], message(console, errors), 100)).toEqual([
    row(110, "error", "Uncaught: x is no function"),
    row(120, "warn", "slow"),
  ]);
});

test("what is no message is left out, an unknown level is a plain one, a long text is cut", () => {
  const odd = [null, "x", {}, { at: "1" }, { at: 1, level: "<b>", text: "x".repeat(9_000) }];

  expect(withConsole([], message(odd, [null]), 0)).toEqual([row(1, "log", "x".repeat(4_096))]);
});

test("rows that are stored by now stand there once", () => {
  const live = withConsole(
    [],
    message([
      { at: 5.5, level: "log", text: "a" },
      { at: 6, level: "log", text: "b" },
    ]),
    0,
  );
  const stored = withConsole([], message([{ at: 5, level: "log", text: "a" }]), 0);

  expect(withUnstored(stored, live).map(({ text }) => text)).toEqual(["a", "b"]);
});
