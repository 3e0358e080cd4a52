import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { changeOf, Freshness, type Pushed } from "./freshness";

const EVERY_MS = 1_500;
const BEFORE_THE_PAGE = performance.timeOrigin - 1;

function screen() {
  const queries = new QueryClient();
  const shown = { isVisible: true };
  const freshness = new Freshness(queries, () => shown.isVisible);
  const asked: string[] = [];
  const show = (name: string, pushed: Pushed | undefined) =>
    new QueryObserver(queries, {
      queryKey: [name],
      queryFn: async () => {
        asked.push(name);
        await new Promise((resolve) => setTimeout(resolve, 10));
        return asked.length;
      },
      meta: pushed ? { pushed } : {},
    }).subscribe(() => {});
  return { freshness, asked, shown, show, queries };
}

const LIST: Pushed = { projectId: "p1", everyMs: EVERY_MS };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("what is on the screen", () => {
  it("is asked for again when its data changed, and nothing else is", async () => {
    const { freshness, asked, show } = screen();
    show("list", LIST);
    show("session a", { ...LIST, sessionId: "a" });
    show("session b", { ...LIST, sessionId: "b" });
    show("another project", { ...LIST, projectId: "p2" });
    show("members", undefined);
    await vi.advanceTimersByTimeAsync(EVERY_MS * 2);
    asked.length = 0;

    freshness.take({ projectId: "p1", sessionIds: ["a"] });
    await vi.advanceTimersByTimeAsync(EVERY_MS * 10);

    expect(asked).toEqual(["list", "session a"]);
  });

  it("is not asked for again when nothing came since it was asked for", async () => {
    const { freshness, asked, show } = screen();
    const before = Date.now();
    await vi.advanceTimersByTimeAsync(500);
    show("list", LIST);
    await vi.advanceTimersByTimeAsync(EVERY_MS * 2);
    const after = Date.now();

    for (const [changedAt, times] of [
      [before, 1],
      [after, 2],
      [after, 2],
    ] as const) {
      freshness.take({ projectId: "p1", sessionIds: null }, changedAt);
      await vi.advanceTimersByTimeAsync(EVERY_MS * 2);
      expect(asked).toHaveLength(times);
    }
  });

  it("that began before anybody listened is no older than the page", async () => {
    const { queries, asked, show } = screen();
    show("list", LIST);
    await vi.advanceTimersByTimeAsync(EVERY_MS * 2);
    const listens = new Freshness(queries, () => true);

    listens.take({ projectId: "p1", sessionIds: null }, BEFORE_THE_PAGE);
    await vi.advanceTimersByTimeAsync(EVERY_MS * 2);
    expect(asked).toEqual(["list"]);
    listens.take({ projectId: "p1", sessionIds: null }, Date.now());
    await vi.advanceTimersByTimeAsync(EVERY_MS * 2);
    expect(asked).toEqual(["list", "list"]);
  });

  it("is not asked for more often than it wants to be, and never misses the last change", async () => {
    const { freshness, asked, show } = screen();
    show("list", LIST);
    await vi.advanceTimersByTimeAsync(EVERY_MS * 2);
    asked.length = 0;

    for (let change = 0; change < 30; change += 1) {
      freshness.take({ projectId: "p1", sessionIds: [`s${change}`] });
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(EVERY_MS * 10);

    // At once, after each pause of three seconds of changes, and for the last one.
    expect(asked).toHaveLength(3);
  });

  it("is asked for again where the answer under way may be too old", async () => {
    const { freshness, asked, show } = screen();
    show("list", LIST);
    freshness.take({ projectId: "p1", sessionIds: ["a"] });
    await vi.advanceTimersByTimeAsync(EVERY_MS * 10);

    expect(asked).toEqual(["list", "list"]);
  });

  it("waits for somebody to look", async () => {
    const { freshness, asked, show, shown } = screen();
    show("list", LIST);
    await vi.advanceTimersByTimeAsync(EVERY_MS * 2);
    shown.isVisible = false;
    freshness.take({ projectId: "p1", sessionIds: ["a"] });
    await vi.advanceTimersByTimeAsync(EVERY_MS * 10);
    expect(asked).toEqual(["list"]);

    shown.isVisible = true;
    freshness.refresh();

    expect(asked).toEqual(["list", "list"]);
  });

  it("that has left the screen is old when it comes back", async () => {
    const { freshness, show, queries } = screen();
    const leave = show("list", LIST);
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    leave();
    freshness.take({ projectId: "p1", sessionIds: ["a"] });

    expect(queries.getQueryState(["list"])?.isInvalidated).toBe(true);
  });

  it("is all concerned where the server could not name every session", () => {
    const sessionIds = Array.from({ length: 100 }, (_, index) => `s${index}`);

    expect(changeOf({ projectId: "p1", sessionIds })).toEqual({
      projectId: "p1",
      sessionIds: null,
    });
    expect(changeOf({ projectId: "p1", sessionIds: ["a"] })).toEqual({
      projectId: "p1",
      sessionIds: ["a"],
    });
  });
});
