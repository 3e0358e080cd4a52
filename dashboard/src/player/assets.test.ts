import { expect, test } from "vitest";
import { createAssetShelf } from "./assets";
import { createSanitiser } from "./sanitise/events";

const SHEET = "a".repeat(64);
const FONT = "b".repeat(64);
const IMAGE = "c".repeat(64);
const GONE = "d".repeat(64);

const bytesOf = (text: string): ArrayBuffer =>
  Uint8Array.from(text, (character) => character.charCodeAt(0)).buffer;

function shelfOf(assets: Record<string, string>) {
  const shelf = createAssetShelf();
  shelf.add(Object.entries(assets).map(([hash, text]) => ({ hash, bytes: bytesOf(text) })));
  return shelf;
}

/** The attributes that a page with one such element is replayed with. */
function replayed(shelf: ReturnType<typeof shelfOf>, tagName: string, attributes: object) {
  const sanitiser = createSanitiser(shelf);
  const element = { type: 2, id: 2, tagName, attributes, childNodes: [] };
  const node = { type: 0, id: 1, childNodes: [element] };
  const event = sanitiser.sanitise({ type: 2, timestamp: 1, data: { node } }, 0);
  const data = event?.data as { node: { childNodes: { attributes: object }[] } };
  return { attributes: data.node.childNodes[0]?.attributes, incomplete: sanitiser.incomplete };
}

test("a reference becomes the style sheet, without any address", () => {
  const css = "@import 'https://evil.test/a'; h1 { background: url(https://evil.test/b) }";

  expect(
    replayed(shelfOf({ [SHEET]: css }), "style", { _cssText: `pulse-asset:${SHEET}` }),
  ).toEqual({ attributes: { _cssText: ' h1 { background: url("data:,") }' }, incomplete: false });
});

test("a style sheet that is missing is left out, and that is known", () => {
  expect(replayed(shelfOf({}), "link", { _cssText: `pulse-asset:${GONE}` })).toEqual({
    attributes: { _cssText: `pulse-asset:${GONE}` },
    incomplete: true,
  });
});

test("fonts and images are what their bytes say", () => {
  const shelf = shelfOf({
    [SHEET]: `@font-face { src: url("pulse-asset:${FONT}") } p { background: url(pulse-asset:${GONE}) }`,
    [FONT]: "wOF2 font",
    [IMAGE]: "GIF89a image",
  });

  expect(shelf.sheet(SHEET)).toBe(
    `@font-face { src: url("data:font/woff2;base64,${btoa("wOF2 font")}") } p { background: url("data:,") }`,
  );
  expect(replayed(shelf, "img", { src: `pulse-asset:${IMAGE}` }).attributes).toEqual({
    src: `data:image/gif;base64,${btoa("GIF89a image")}`,
  });
});

test.each(["<svg onload=alert(1)>", "<!doctype html>", "wOF2 font", ""])(
  "%j is no image, whoever refers to it",
  (content) => {
    const shelf = shelfOf({ [IMAGE]: content });
    const { attributes } = replayed(shelf, "img", { src: `pulse-asset:${IMAGE}` });

    expect(attributes).toEqual({
      src: expect.stringContaining("data:image/svg+xml,%3Csvg"),
      "data-pulse-path": "",
    });
  },
);

test.each([
  ["iframe", "src"],
  ["script", "src"],
  ["a", "href"],
  ["object", "data"],
  ["img", "srcset"],
  ["div", "style"],
])("a reference in %s %s stands for nothing", (tagName, name) => {
  const shelf = shelfOf({ [SHEET]: "h1 { color: red }", [IMAGE]: "GIF89a image" });

  for (const hash of [SHEET, IMAGE]) {
    const { attributes } = replayed(shelf, tagName, { [name]: `pulse-asset:${hash}` });
    expect(JSON.stringify(attributes)).not.toMatch(/base64|color/);
  }
});
