import { describe, expect, it } from "vitest";
import { openStore } from "../src/storage";

/** A browser's storage with room for some characters. */
function storageOf(room: number): Storage {
  const held = new Map<string, string>();
  const storage = {
    getItem: (name: string) => held.get(name) ?? null,
    removeItem: (name: string) => void held.delete(name),
    setItem(name: string, text: string) {
      if (text.length > room) throw new DOMException("full", "QuotaExceededError");
      held.set(name, text);
    },
  };
  return storage as unknown as Storage;
}

describe("a store", () => {
  it("keeps values for the next page below its prefix", () => {
    const storage = storageOf(100);
    openStore(() => storage, "a:").write("tab", { seq: 1 });

    expect(openStore(() => storage, "a:").read("tab")).toEqual({ seq: 1 });
    expect(openStore(() => storage, "b:").read("tab")).toBeNull();
  });

  it("remembers for the page what the browser's storage has no room for", () => {
    const storage = storageOf(10);
    const store = openStore(() => storage, "a:");
    store.write("seq", 1);
    store.write("seq", "a text longer than ten");

    expect(store.read("seq")).toBe("a text longer than ten");
    store.write("seq", 2);
    expect(openStore(() => storage, "a:").read("seq")).toBe(2);
  });

  it.each([
    ["denied", () => new Error("denied")],
    ["not writable", () => null],
  ])("lasts as long as the page where storage is %s", (_, failure) => {
    const store = openStore(() => {
      const error = failure();
      if (error) throw error;
      return storageOf(-1);
    }, "a:");
    store.write("tab", 7);

    expect(store.isLasting).toBe(false);
    expect(store.read("tab")).toBe(7);
    store.remove("tab");
    expect(store.read("tab")).toBeNull();
  });

  it("takes what it cannot read for missing", () => {
    const storage = storageOf(100);
    storage.setItem("a:tab", "{broken");

    expect(openStore(() => storage, "a:").read("tab")).toBeNull();
  });
});
