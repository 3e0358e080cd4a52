import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RecordedNode } from "../src/recorder/events";
import { MASK } from "../src/recorder/mask";
import { type NodeLookup, scrubEvent } from "../src/recorder/scrub";

const CANARY = "canary7f3a";
const nodes: NodeLookup = { tagOf: () => "", isHidden: () => false };

/** A node after it was in a full snapshot. */
function nodeAfter(node: RecordedNode): RecordedNode {
  const event = scrubEvent({ type: 2, timestamp: 1, data: { node } }, nodes);
  return (event as { data: { node: RecordedNode } }).data.node;
}

function attributesAfter(tagName: string, attributes: Record<string, string | number | boolean>) {
  return nodeAfter({ type: 2, id: 1, tagName, attributes, childNodes: [] }).attributes;
}

function textAfter(tagName: string, textContent: string) {
  const child = { type: 3, id: 2, textContent };
  const node = nodeAfter({ type: 2, id: 1, tagName, attributes: {}, childNodes: [child] });
  return node.childNodes?.[0]?.textContent;
}

describe("attributes", () => {
  it("keep what decides how the page looks", () => {
    const looks = {
      class: "card is-open",
      style: "color: red; width: 10px",
      width: 100,
      disabled: "",
      checked: true,
      "aria-expanded": "true",
      "data-theme": "dark",
      rr_scrollTop: 300,
      _cssText: ".a { width: 33.333333333% }",
    };

    expect(attributesAfter("div", looks)).toEqual(looks);
  });

  it("hide what says something about the visitor", () => {
    const told = {
      value: CANARY,
      placeholder: CANARY,
      title: CANARY,
      alt: CANARY,
      label: CANARY,
      "aria-label": CANARY,
      "data-user": CANARY,
      "x-custom": CANARY,
      "data-code": "123",
    };
    const hidden = Object.fromEntries(Object.keys(told).map((name) => [name, MASK]));

    expect(attributesAfter("input", told)).toEqual(hidden);
  });

  it("lose what is of no use in a replay", () => {
    const dropped = { onclick: "steal()", srcdoc: "<p>", nonce: "n", name: CANARY, content: "x" };

    expect(attributesAfter("iframe", dropped)).toEqual({});
  });

  it("keep numbers that an element draws", () => {
    expect(attributesAfter("progress", { value: "0.7" })).toEqual({ value: "0.7" });
    expect(attributesAfter("input", { value: "7" })).toEqual({ value: MASK });
  });

  it.each([
    ["a link", "https://a.test/b?token=1#x", "https://a.test/b"],
    ["an icon of the page", "#icon-menu", "#icon-menu"],
    ["an icon of a file", "https://a.test/i.svg#menu", "https://a.test/i.svg#menu"],
    ["a drawn image", "data:image/png;base64,AA==", "data:image/png;base64,AA=="],
    ["a document in a link", "data:text/html,<p>secret", ""],
    ["a script in a link", " JavaScript:alert(1)", ""],
  ])("with %s lose what may be secret in it", (_, href, expected) => {
    expect(attributesAfter("use", { href })).toEqual({ href: expected });
  });

  it("lose the queries of all candidates of an image", () => {
    const srcset = "https://a.test/1.png?k=1 1x, https://a.test/2.png?k=2 2x";

    expect(attributesAfter("img", { srcset })).toEqual({
      srcset: "https://a.test/1.png 1x, https://a.test/2.png 2x",
    });
  });
});

describe("texts", () => {
  it("of the page are kept but for private patterns", () => {
    expect(textAfter("p", "Hello bob@example.com")).toBe("Hello •••@•••••••.•••");
  });

  it("of choices keep their shape only", () => {
    expect(textAfter("option", "My account")).toBe("•• •••••••");
  });

  it("of style sheets stay as they are", () => {
    expect(textAfter("style", ".a{width:33.3333333333%}")).toBe(".a{width:33.3333333333%}");
  });
});

describe("events", () => {
  it("of input hide the value and keep whether a box is checked", () => {
    const data = { source: 5, id: 3, text: CANARY, isChecked: true };

    expect(scrubEvent({ type: 3, timestamp: 1, data }, nodes)?.data).toEqual({
      ...data,
      text: MASK,
    });
  });

  it("of a page lose the query of its URL", () => {
    const data = { href: `https://a.test/?q=${CANARY}`, width: 1, height: 1 };

    expect(scrubEvent({ type: 4, timestamp: 1, data }, nodes)?.data).toEqual({
      ...data,
      href: "https://a.test/",
    });
  });

  it.each([
    [3, { source: 9 }],
    [3, { source: 10 }],
    [3, { source: 11 }],
    [3, { source: 99 }],
    [5, { tag: CANARY }],
    [5, { tag: "pulse:degraded", payload: { level: "stopped", cause: CANARY } }],
    [6, { plugin: CANARY }],
    [99, {}],
  ])("of a kind that nobody has looked at do not pass: %i %j", (type, data) => {
    expect(scrubEvent({ type, timestamp: 1, data }, nodes)).toBeNull();
  });

  it("of the recorder about itself pass", () => {
    const payload = { level: "stopped", cause: "bytes" };
    const event = { type: 5, timestamp: 1, data: { tag: "pulse:degraded", payload } };

    expect(scrubEvent(event, nodes)).toEqual(event);
  });

  it("in what is blocked do not pass", () => {
    const data = {
      source: 0,
      texts: [{ id: 1, value: CANARY }],
      attributes: [{ id: 1, attributes: { class: CANARY } }],
      removes: [],
      adds: [{ parentId: 1, nextId: null, node: { type: 3, id: 2, textContent: CANARY } }],
    };
    const blocked = { ...nodes, isHidden: () => true };

    expect(scrubEvent({ type: 3, timestamp: 1, data }, blocked)?.data).toEqual({
      source: 0,
      texts: [],
      attributes: [],
      removes: [],
      adds: [],
    });
  });
});

/** Attributes that may hold anything, and must not be recorded with it. */
const secretName = fc.oneof(
  fc.constantFrom("value", "title", "alt", "placeholder", "label", "srcdoc", "name", "onfocus"),
  fc.stringMatching(/^(aria|data|x)-[a-z]{1,8}$/),
);
const secretValue = fc.string().map((text) => `${text}${CANARY}`);
const harmless = fc.record({ class: fc.string(), style: fc.string() }, { requiredKeys: [] });
const link = fc.string().map((text) => `https://a.test/b?${text}#${CANARY}`);
const attributes = fc
  .tuple(fc.dictionary(secretName, secretValue), harmless, link)
  .map(([secrets, kept, href]) => ({ ...kept, ...secrets, href }));
const text = fc.string().map((textContent) => ({ type: 3, id: 9, textContent }));
const written = fc.constant({ type: 3, id: 9, textContent: CANARY });

const { node } = fc.letrec<{ node: RecordedNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.record({
      type: fc.constant(2),
      id: fc.nat(),
      tagName: fc.constantFrom("option", "textarea", "noscript"),
      attributes,
      childNodes: fc.array(written, { maxLength: 2 }),
    }),
    fc.record({
      type: fc.constant(2),
      id: fc.nat(),
      tagName: fc.constantFrom("div", "input", "a", "img", "custom-element"),
      attributes,
      childNodes: fc.array(tie("node"), { maxLength: 3 }),
    }),
  ),
}));

const event = fc.oneof(
  node.map((root) => ({ type: 2, timestamp: 1, data: { node: root } })),
  fc.tuple(fc.array(node, { maxLength: 3 }), attributes).map(([added, changed]) => ({
    type: 3,
    timestamp: 1,
    data: {
      source: 0,
      texts: [],
      attributes: [{ id: 1, attributes: changed }],
      removes: [],
      adds: added.map((one) => ({ parentId: 1, nextId: null, node: one })),
    },
  })),
);

describe("whatever is recorded", () => {
  it("is without secrets", () => {
    fc.assert(
      fc.property(event, (recorded) => {
        expect(JSON.stringify(scrubEvent(recorded, nodes))).not.toContain(CANARY);
      }),
    );
  });

  it("changes nothing the second time, and never the original", () => {
    fc.assert(
      fc.property(event, (recorded) => {
        const before = structuredClone(recorded);
        const once = scrubEvent(recorded, nodes);

        expect(recorded).toEqual(before);
        expect(once && scrubEvent(once, nodes)).toEqual(once);
      }),
    );
  });

  it("keeps the tree as it is: the same nodes in the same places", () => {
    fc.assert(
      fc.property(node, (root) => {
        expect(shape(nodeAfter(root))).toEqual(shape(root));
      }),
    );
  });
});

function shape({ type, id, tagName, childNodes }: RecordedNode): unknown {
  return [type, id, tagName, childNodes?.map(shape)];
}
