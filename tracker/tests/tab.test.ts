import { describe, expect, it } from "vitest";
import { openTab } from "../src/tab";
import { memoryStore } from "./memory";

describe("a tab", () => {
  it("numbers batches from 0 in each session", () => {
    const tab = openTab(memoryStore());

    const seqs = ["a", "a", "a", "b", "b"].map((sessionKey) => tab.place(sessionKey).seq);

    expect(seqs).toEqual([0, 1, 2, 0, 1]);
  });

  it("goes on counting on its next page", () => {
    const store = memoryStore();
    const first = openTab(store);
    const place = first.place("a");
    first.close();

    expect(openTab(store).place("a")).toEqual({ ...place, seq: 1 });
  });

  it("goes on counting after another page of it did, when it comes back from the cache", () => {
    const store = memoryStore();
    const first = openTab(store);
    first.place("a");
    first.close();
    openTab(store).place("a");
    first.open();

    expect(first.place("a").seq).toBe(2);
  });

  it("gets its own id when it is a copy of a tab that is still open", () => {
    const store = memoryStore();
    const original = openTab(store).place("a");

    const copy = openTab(store).place("a");

    expect(copy.seq).toBe(0);
    expect(copy.tabId).not.toBe(original.tabId);
  });
});
