import { expect, test } from "vitest";
import {
  createWindowCache,
  FIRST_STEP_MS,
  firstWindow,
  isRunningOut,
  nextWindow,
  WINDOW_MS,
} from "./windows";

const SNAPSHOTS = [1_000, 181_000, 361_000];

test("the first window begins at the full snapshot before the moment", () => {
  expect(firstWindow("t", SNAPSHOTS, 200_000)).toEqual({
    tabId: "t",
    from: 181_000,
    to: 181_000 + 2 * FIRST_STEP_MS,
    continued: false,
  });
});

test("it always reaches the moment, and neighbouring moments share it", () => {
  const one = firstWindow("t", SNAPSHOTS, 181_000 + FIRST_STEP_MS + 10);
  const other = firstWindow("t", SNAPSHOTS, 181_000 + 2 * FIRST_STEP_MS - 10);

  expect(one.to).toBe(181_000 + 2 * FIRST_STEP_MS);
  expect(other).toEqual(one);
});

test("before the first full snapshot it begins with that", () => {
  expect(firstWindow("t", SNAPSHOTS, 0).from).toBe(1_000);
});

test("the next window asks in whole milliseconds", () => {
  expect(nextWindow("t", 10.7)).toEqual({
    tabId: "t",
    from: 10,
    to: 10 + WINDOW_MS,
    continued: true,
  });
});

test("the faster it plays, the earlier it runs out", () => {
  const loadedTo = 3 * WINDOW_MS;

  expect(isRunningOut(0, loadedTo, 1)).toBe(false);
  expect(isRunningOut(0, loadedTo, 16)).toBe(true);
  expect(isRunningOut(2 * WINDOW_MS, loadedTo, 1)).toBe(true);
});

test("the cache forgets the window that was not used for longest", () => {
  const cache = createWindowCache(25);
  const [a, b, c] = [1, 2, 3].map((from) => nextWindow("t", from));
  if (!a || !b || !c) throw new Error("three windows");
  cache.put(a, new ArrayBuffer(10));
  cache.put(b, new ArrayBuffer(10));
  cache.get(a);
  cache.put(c, new ArrayBuffer(10));

  expect([a, b, c].map((window) => cache.get(window)?.byteLength)).toEqual([10, undefined, 10]);
  expect(cache.size).toBe(20);
});

test("a window larger than the cache is kept until the next one comes", () => {
  const cache = createWindowCache(5);
  const request = nextWindow("t", 1);
  cache.put(request, new ArrayBuffer(10));

  expect(cache.get(request)?.byteLength).toBe(10);
});
