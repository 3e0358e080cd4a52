import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { INERT_LINK, LINK_PATH } from "./attributes";
import { createSanitiser } from "./events";

function page(...children: object[]) {
  const html = { type: 2, id: 2, tagName: "html", attributes: {}, childNodes: children };
  const node = { type: 0, id: 1, childNodes: [html] };
  return { type: 2, timestamp: 1, data: { node, initialOffset: { top: 0, left: 0 } } };
}

function incremental(data: object) {
  return { type: 3, timestamp: 2, data };
}

function mutation(more: object) {
  return incremental({ source: 0, adds: [], removes: [], texts: [], attributes: [], ...more });
}

test("times move by the offset of the visitor's clock", () => {
  const meta = {
    type: 4,
    timestamp: 1000,
    data: { href: "https://a.example/", width: 9, height: 7 },
  };
  expect(createSanitiser().sanitise(meta, 25)).toEqual({ ...meta, timestamp: 1025 });
});

test.each([
  ["canvas commands", incremental({ source: 9, id: 1, type: 0, commands: [] })],
  ["console output", incremental({ source: 11, payload: [] })],
  ["an unknown source", incremental({ source: 99 })],
  ["a plugin's event", { type: 6, timestamp: 1, data: { plugin: "x", payload: {} } }],
  ["a custom event", { type: 5, timestamp: 1, data: { tag: "x", payload: {} } }],
  ["an unknown type", { type: 42, timestamp: 1, data: {} }],
  ["an event without a time", { type: 4, data: { href: "", width: 1, height: 1 } }],
  ["an endless time", { type: 4, timestamp: Number.POSITIVE_INFINITY, data: {} }],
  ["a movement without positions", incremental({ source: 1, positions: [] })],
  ["a scroll without an element", incremental({ source: 3, x: 1, y: 2 })],
  ["a snapshot without a document", { type: 2, timestamp: 1, data: { node: { type: 2, id: 1 } } }],
  ["a font from elsewhere", incremental({ source: 10, fontSource: "url(https://e.example/f)" })],
  ["no object", "text"],
  ["a packed event", null],
])("%s does not pass", (_what, event) => {
  expect(createSanitiser().sanitise(event, 0)).toBeNull();
});

test("what was added is made harmless, and so are later changes of it", () => {
  const sanitiser = createSanitiser();
  const link = { type: 2, id: 9, tagName: "a", attributes: { href: "https://e.example/" } };

  sanitiser.sanitise(page(), 0);
  const added = sanitiser.sanitise(
    mutation({ adds: [{ parentId: 2, nextId: null, node: link }] }),
    0,
  );
  const changed = sanitiser.sanitise(
    mutation({
      attributes: [{ id: 9, attributes: { href: "javascript:alert(1)", onclick: "x" } }],
    }),
    0,
  );

  expect([added?.data, changed?.data]).toEqual([
    {
      source: 0,
      adds: [
        {
          parentId: 2,
          nextId: null,
          node: { ...link, attributes: { href: INERT_LINK, [LINK_PATH]: "/" }, childNodes: [] },
        },
      ],
      removes: [],
      texts: [],
      attributes: [],
    },
    {
      source: 0,
      adds: [],
      removes: [],
      texts: [],
      attributes: [{ id: 9, attributes: { href: INERT_LINK, [LINK_PATH]: "" } }],
    },
  ]);
});

test("style sheets lose their addresses wherever they come in", () => {
  const remote = "a{background:url(https://e.example/x)}";
  const safe = 'a{background:url("data:,")}';
  const style = {
    type: 2,
    id: 3,
    tagName: "style",
    attributes: { _cssText: remote },
    childNodes: [{ type: 3, id: 4, textContent: remote, isStyle: true }],
  };
  const events = [
    page(style),
    mutation({ texts: [{ id: 4, value: remote }] }),
    incremental({ source: 8, id: 3, adds: [{ rule: remote, index: 0 }] }),
    incremental({ source: 8, styleId: 1, replaceSync: remote }),
    incremental({ source: 13, id: 3, index: [0], set: { property: "x", value: "url(/x)" } }),
    incremental({
      source: 15,
      id: 1,
      styleIds: [1],
      styles: [{ styleId: 1, rules: [{ rule: remote }] }],
    }),
  ];
  const sanitiser = createSanitiser();

  const text = JSON.stringify(events.map((event) => sanitiser.sanitise(event, 0)));

  expect(text).not.toContain("e.example");
  expect(text.split(JSON.stringify(safe)).length - 1).toBe(6);
});

test("forged sizes of the viewport stay drawable", () => {
  const meta = { type: 4, timestamp: 1, data: { href: 7, width: 1e9, height: -3 } };
  expect(createSanitiser().sanitise(meta, 0)?.data).toEqual({ href: "", width: 16384, height: 1 });
});

test("no event of a real recording is lost but those that a replay does not need", () => {
  const path = new URL("../../../../tests/recordings/s5_sbadmin_1024.json.gz", import.meta.url);
  const recording = JSON.parse(gunzipSync(readFileSync(path)).toString());
  const sanitiser = createSanitiser();
  const lost = new Set<string>();
  for (const page of recording.pages) {
    for (const event of page.events) {
      if (!sanitiser.sanitise(event, 0)) lost.add(`${event.type}/${event.data?.source ?? ""}`);
    }
  }
  expect({ lost: [...lost].sort(), truncated: sanitiser.truncated }).toEqual({
    lost: ["0/", "1/"],
    truncated: false,
  });
});
