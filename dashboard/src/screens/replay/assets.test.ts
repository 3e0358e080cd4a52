import { expect, test, vi } from "vitest";
import { createAssetSource, hashesIn } from "./assets";

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer as ArrayBuffer;
const SHEET = "a".repeat(64);
const FONT = "b".repeat(64);
const never = new AbortController().signal;

test("every hash is found once, and nothing that only looks like one", () => {
  const text = `"pulse-asset:${SHEET}" "pulse-asset:${SHEET}" "pulse-asset:${FONT}" "pulse-asset:../../me"`;

  expect(hashesIn(bytesOf(text))).toEqual([SHEET, FONT]);
});

test("what style sheets refer to is fetched as well, and nothing twice", async () => {
  const contents: Record<string, string> = { [SHEET]: `url(pulse-asset:${FONT})`, [FONT]: "wOF2" };
  const fetchAsset = vi.fn(async (hash: string) => bytesOf(contents[hash] ?? ""));
  const source = createAssetSource(fetchAsset);

  const assets = await source.of(bytesOf(`pulse-asset:${SHEET}`), never);
  await source.of(bytesOf(`pulse-asset:${SHEET} pulse-asset:${FONT}`), never);

  expect(assets.map(({ hash }) => hash)).toEqual([SHEET, FONT]);
  expect(fetchAsset).toHaveBeenCalledTimes(2);
});

test("what is missing is asked for again with the next window", async () => {
  const fetchAsset = vi.fn(async () => null);
  const source = createAssetSource(fetchAsset);

  expect(await source.of(bytesOf(`pulse-asset:${SHEET}`), never)).toEqual([
    { hash: SHEET, bytes: null },
  ]);
  await source.of(bytesOf(`pulse-asset:${SHEET}`), never);
  expect(fetchAsset).toHaveBeenCalledTimes(2);
});

test("a forged window cannot make the dashboard ask without end", () => {
  const many = Array.from(
    { length: 600 },
    (_, n) => `pulse-asset:${n.toString(16).padStart(64, "0")}`,
  );

  expect(hashesIn(bytesOf(many.join()))).toHaveLength(500);
});
