import { describe, expect, it } from "vitest";
import { IDLE_MS, SESSION_MAX_MS, TOUCH_MS } from "../src/limits";
import { openSession } from "../src/session";
import { memoryStore } from "./memory";

const START = 1_760_000_000_000;

describe("a session", () => {
  it("is the same for the next page and for other tabs", () => {
    const store = memoryStore();

    const first = openSession(store, START);
    const second = openSession(store, START + IDLE_MS);

    expect(first.key()).toMatch(/^[0-9a-f]{32}$/);
    expect(second.key()).toBe(first.key());
  });

  it("is over after half an hour without input, and the next input begins another", () => {
    const session = openSession(memoryStore(), START);
    const before = session.key();

    expect(session.isOver(START + IDLE_MS)).toBe(false);
    expect(session.isOver(START + IDLE_MS + 1)).toBe(true);
    expect(session.key()).toBe(before);
    expect(session.touch(START + IDLE_MS + 1)).toBe(true);
    expect(session.key()).not.toBe(before);
  });

  it("is kept alive by input in another tab", () => {
    const store = memoryStore();
    const here = openSession(store, START);
    const there = openSession(store, START);

    there.touch(START + IDLE_MS - 1);

    expect(here.isOver(START + IDLE_MS + 1)).toBe(false);
  });

  it("ends after a day, however busy the visitor is", () => {
    const session = openSession(memoryStore(), START);
    const before = session.key();
    for (let at = START; at <= START + SESSION_MAX_MS; at += IDLE_MS) session.touch(at);

    expect(session.key()).toBe(before);
    expect(session.touch(START + SESSION_MAX_MS + 1)).toBe(true);
  });

  it("follows another tab into its next session", () => {
    const store = memoryStore();
    const here = openSession(store, START);
    const there = openSession(store, START);
    there.touch(START + IDLE_MS + 1);

    expect(here.touch(START + IDLE_MS + 2)).toBe(false);
    expect(here.key()).toBe(there.key());
  });

  it("writes an input at most every five seconds", () => {
    const store = memoryStore();
    const session = openSession(store, START);
    session.touch(START + TOUCH_MS - 1);
    expect(store.read<{ lastAt: number }>("session")?.lastAt).toBe(START);

    session.touch(START + TOUCH_MS);
    expect(store.read<{ lastAt: number }>("session")?.lastAt).toBe(START + TOUCH_MS);
  });

  it.each([
    { key: "not a key", startedAt: START, lastAt: START },
    { key: "0".repeat(32) },
    { key: "0".repeat(32), startedAt: START + 2 * SESSION_MAX_MS, lastAt: START },
    "text",
    7,
  ])("does not trust what stands in storage: %j", (stored) => {
    const store = memoryStore();
    store.write("session", stored);

    expect(openSession(store, START).key()).not.toBe("0".repeat(32));
  });
});
