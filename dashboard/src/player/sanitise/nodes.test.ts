import { expect, test } from "vitest";
import { NO_ASSETS } from "../assets";
import { MAX_DEPTH, MAX_NODES, type Memory, sanitiseTree } from "./nodes";

function memory(): Memory {
  return { tags: new Map(), truncated: false, assets: NO_ASSETS };
}

function element(tagName: string, more: object = {}) {
  return { type: 2, id: 1, tagName, attributes: {}, childNodes: [], ...more };
}

test.each([
  ["script", "noscript"],
  ["SCRIPT", "noscript"],
  ["svg:script", "noscript"],
  ["base", "noscript"],
  ["object", "div"],
  ["embed", "div"],
  ["applet", "div"],
  ["portal", "div"],
  ["a b", "div"],
  ["x:y:z<", "div"],
  ["linearGradient", "linearGradient"],
  ["my-widget", "my-widget"],
])("<%s> is created as <%s>", (recorded, created) => {
  expect(sanitiseTree(element(recorded), memory())).toEqual(element(created));
});

test("a script keeps its place but not its text", () => {
  const script = element("script", { childNodes: [{ type: 3, id: 2, textContent: "alert(1)" }] });
  expect(sanitiseTree(script, memory())).toEqual(element("noscript"));
});

test("a document keeps one doctype and one element, as browsers demand", () => {
  const html = element("html", { id: 3 });
  const document = {
    type: 0,
    id: 1,
    childNodes: [
      { type: 1, id: 2, name: "html", publicId: "", systemId: "" },
      html,
      element("html", { id: 4 }),
      { type: 3, id: 5, textContent: "text" },
      { type: 1, id: 6, name: "html", publicId: "", systemId: "" },
    ],
  };

  const tree = sanitiseTree(document, memory());

  expect(tree?.childNodes?.map((node) => node.id)).toEqual([2, 3]);
});

test("a document inside an element does not pass", () => {
  const nested = element("div", { childNodes: [{ type: 0, id: 2, childNodes: [] }] });
  expect(sanitiseTree(nested, memory())).toEqual(element("div"));
});

test("only elements that may have a shadow root get one", () => {
  expect(sanitiseTree(element("img", { isShadowHost: true }), memory())).toEqual(element("img"));
  expect(sanitiseTree(element("div", { isShadowHost: true }), memory())).toEqual(
    element("div", { isShadowHost: true }),
  );
});

test("unknown fields do not pass, polluting ones neither", () => {
  const node = JSON.parse(
    '{"type":2,"id":1,"tagName":"p","attributes":{},"childNodes":[],' +
      '"__proto__":{"polluted":1},"evil":2,"constructor":{"prototype":{"polluted":1}}}',
  );

  expect(sanitiseTree(node, memory())).toEqual(element("p"));
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("a tree deeper than real pages is cut", () => {
  let node = element("p");
  for (let depth = 0; depth < MAX_DEPTH * 2; depth += 1)
    node = element("div", { childNodes: [node] });
  const seen = memory();

  let depth = 0;
  for (let at = sanitiseTree(node, seen); at; at = at.childNodes?.[0] ?? null) depth += 1;

  expect({ depth, truncated: seen.truncated }).toEqual({ depth: MAX_DEPTH + 1, truncated: true });
});

test("a tree larger than a browser can draw is cut", () => {
  const leaf = { type: 3, id: 2, textContent: "x" };
  const node = element("p", { childNodes: Array.from({ length: MAX_NODES + 10 }, () => leaf) });
  const seen = memory();

  const tree = sanitiseTree(node, seen);

  expect(tree?.childNodes?.length).toBe(MAX_NODES - 1);
  expect(seen.truncated).toBe(true);
});
