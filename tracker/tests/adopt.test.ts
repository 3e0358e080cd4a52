import { describe, expect, it } from "vitest";
import { adopt } from "../src/frames/adopt";

const FRAME = 7;
/** Ids of the page that shows the frame; the frame uses the same numbers for its own nodes. */
const PAGE_IDS = 100;

function snapshot(...children: object[]) {
  const html = { type: 2, id: 2, tagName: "html", attributes: { id: "2" }, childNodes: children };
  return { type: 2, timestamp: 1, data: { node: { type: 0, id: 1, childNodes: [html] } } };
}

function increment(data: object) {
  return { type: 3, timestamp: 1, data };
}

/** All numbers that stand in fields for ids. */
function idsIn(value: unknown): number[] {
  return [...JSON.stringify(value).matchAll(/"(?:id|parentId|nextId|rootId|start)":(\d+)/g)].map(
    (match) => Number(match[1]),
  );
}

describe("the events of a frame", () => {
  it("hang its document below the frame element, with a root and ids of their own", () => {
    const event = adopt(FRAME)(snapshot({ type: 3, id: 3, textContent: "text" }));
    const { adds, ...rest } = (event?.data ?? {}) as { adds: { node: { id: number } }[] };
    const root = adds[0]?.node.id ?? 0;

    expect(event?.type).toBe(3);
    expect(rest).toEqual({
      source: 0,
      removes: [],
      texts: [],
      attributes: [],
      isAttachIframe: true,
    });
    expect(adds).toEqual([
      {
        parentId: FRAME,
        nextId: null,
        node: {
          type: 0,
          id: root,
          childNodes: [
            {
              type: 2,
              id: root + 1,
              tagName: "html",
              attributes: { id: "2" },
              rootId: root,
              childNodes: [{ type: 3, id: root + 2, textContent: "text", rootId: root }],
            },
          ],
        },
      },
    ]);
  });

  it.each([
    [
      "changes",
      { source: 0, adds: [], removes: [{ id: 2, parentId: 1 }], texts: [], attributes: [] },
    ],
    ["a click", { source: 2, type: 2, id: 2, x: 1, y: 1 }],
    ["movement", { source: 1, positions: [{ x: 1, y: 1, id: 2, timeOffset: 0 }] }],
    ["a selection", { source: 14, ranges: [{ start: 2, startOffset: 0, end: 3, endOffset: 1 }] }],
    ["what it never showed", { source: 3, id: 99, x: 0, y: 0 }],
  ])("speak of no node of the page: %s", (_, data) => {
    const take = adopt(FRAME);
    take(snapshot());

    const ids = idsIn(take(increment(data))?.data);

    expect(ids.length).toBeGreaterThan(0);
    expect(Math.min(...ids)).toBeGreaterThan(PAGE_IDS);
  });

  it("name a node the same each time, until the next full snapshot", () => {
    const take = adopt(FRAME);
    const click = () => idsIn(take(increment({ source: 2, type: 2, id: 2 }))?.data);
    take(snapshot());
    const before = [click(), click()];
    take(snapshot());

    expect(before[0]).toEqual(before[1]);
    expect(click()).not.toEqual(before[0]);
  });

  it("take the time of the page, whatever the frame says", () => {
    const event = adopt(FRAME)({ ...snapshot(), timestamp: 1 });

    expect(Math.abs(Date.now() - (event?.timestamp ?? 0))).toBeLessThan(10_000);
  });

  it.each([
    ["a change before its full snapshot", increment({ source: 2, type: 2, id: 2 })],
    ["the size of its window", increment({ source: 4, width: 1, height: 1 })],
    ["the address of its page", { type: 4, timestamp: 1, data: { href: "https://a.test/" } }],
    ["what it says about itself", { type: 5, timestamp: 1, data: { tag: "pulse:degraded" } }],
    ["nothing", {}],
  ])("do not pass: %s", (_, event) => {
    expect(adopt(FRAME)(event)).toBeNull();
  });

  it("of two frames never share an id", () => {
    const [one, other] = [adopt(FRAME), adopt(FRAME + 1)];
    const ids = [one, other].map((take) => new Set(idsIn(take(snapshot())?.data).slice(1)));

    expect([...(ids[0] ?? [])].filter((id) => ids[1]?.has(id))).toEqual([]);
  });
});
