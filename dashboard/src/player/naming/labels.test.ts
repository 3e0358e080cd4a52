import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { eventWithTime } from "rrweb";
import { expect, test } from "vitest";
import { createSanitiser } from "../sanitise/events";
import { createLabeller } from "./labels";

interface Recorded {
  type: number;
  id: number;
  tagName?: string;
  attributes?: Record<string, unknown>;
  childNodes?: Recorded[];
  textContent?: string;
}

const BODY = 3;
const TARGET = 50;
let nextId = 100;

function text(textContent: string): Recorded {
  nextId += 1;
  return { type: 3, id: nextId, textContent };
}

function element(
  tagName: string,
  attributes: Record<string, unknown> = {},
  children: (Recorded | string)[] = [],
  id?: number,
): Recorded {
  nextId += 1;
  const own = id ?? nextId;
  const childNodes = children.map((child) => (typeof child === "string" ? text(child) : child));
  return { type: 2, id: own, tagName, attributes, childNodes };
}

/** The element that is clicked. */
function target(tagName: string, attributes = {}, children: (Recorded | string)[] = []): Recorded {
  return element(tagName, attributes, children, TARGET);
}

function page(...children: Recorded[]) {
  const html = element("html", {}, [element("body", {}, children, BODY)]);
  const node = { type: 0, id: 1, childNodes: [html] };
  return { type: 2, timestamp: 1, data: { node, initialOffset: { top: 0, left: 0 } } };
}

function incremental(data: object, timestamp = 10) {
  return { type: 3, timestamp, data };
}

function mutation(more: object) {
  return incremental({ source: 0, adds: [], removes: [], texts: [], attributes: [], ...more });
}

function pointer(type: number, id = TARGET) {
  return incremental({ source: 2, type, id, x: 1, y: 1 });
}

const CLICK = pointer(2);

function read(...events: object[]) {
  const sanitiser = createSanitiser();
  const safe = events.flatMap((event): eventWithTime[] => {
    const passed = sanitiser.sanitise(event, 0);
    return passed ? [passed] : [];
  });
  return createLabeller().read(safe);
}

function nameOfClicked(...children: Recorded[]): string | undefined {
  return read(page(...children), CLICK)[0]?.label;
}

test.each<[string, string, Recorded]>([
  [
    "its text",
    "Add to basket",
    target("button", {}, ["\n  Add\tto ", element("b", {}, ["basket"])]),
  ],
  ["the control around an icon", "Log out", element("button", {}, [target("svg"), "Log out"])],
  ["the link around a word", "Our roastery", element("a", {}, [target("b", {}, ["Our roastery"])])],
  ["the role around a word", "Prices", element("div", { role: "tab" }, [target("i"), "Prices"])],
  ["its picture's alternative", "Huila", target("a", {}, [element("img", { alt: "Huila" })])],
  ["what explains a sign", "Close", target("button", { "aria-label": "Close" }, ["×"])],
  ["a sign without explanation", "×", target("button", { id: "b-7" }, ["×"])],
  ["its title", "Menu", target("button", { title: "Menu" })],
  ["its name in the code", "cart", target("div", { id: "cart" })],
  ["its tag", "<canvas>", target("canvas")],
  ["what a pushed input says", "Send", target("input", { type: "submit", value: "Send" })],
  ["a field's placeholder", "Search", target("input", { placeholder: "Search", id: "q" })],
  ["a field's name", "email", target("input", { type: "email", name: "email" })],
  ["a field's type", "checkbox", target("input", { type: "checkbox" })],
  [
    "a label around its field",
    "Grind",
    element("label", {}, ["Grind", target("select", {}, [element("option", {}, ["Espresso"])])]),
  ],
])("an element is known by %s", (_what, expected, child) => {
  expect(nameOfClicked(child)).toBe(expected);
});

test("a field is known by the label that points to it, not by what was written into it", () => {
  const label = element("label", { for: "mail" }, ["E-mail *"]);
  const field = target("textarea", { id: "mail", value: "secret" }, ["secret"]);

  expect(nameOfClicked(field, label)).toBe("E-mail");
});

test("a field whose label hides where it points is known by the label right before it", () => {
  const label = element("label", { for: "••••••••" }, ["E-mail"]);
  const around = element("label", {}, [element("input"), "250 g"]);
  const field = () => target("input", { name: "mail" });

  expect(nameOfClicked(label, element("div", {}, [" ", field()]))).toBe("E-mail");
  expect(nameOfClicked(label, element("p"), field())).toBe("mail");
  expect(nameOfClicked(around, field())).toBe("mail");
});

test("a long text is cut, and that of a whole area is not its name", () => {
  const long = "word ".repeat(40);

  expect(nameOfClicked(target("a", {}, [long]))).toBe("word word word word word word word word…");
  expect(nameOfClicked(target("main", { id: "all" }, [element("p", {}, [long])]))).toBe("all");
  expect(nameOfClicked(target("p", {}, [long]))).toBe("word word word word word word word word…");
});

test("hidden text is no name", () => {
  const masked = target("button", { "aria-label": "••••••••", id: "pay" }, ["••• ••••"]);

  expect(nameOfClicked(masked)).toBe("pay");
  expect(nameOfClicked(target("button", {}, ["Pay ••••"]))).toBe("Pay");
});

test.each<[string, string, Recorded]>([
  [
    "markup stays text",
    "<img src=x onerror=alert(1)>",
    target("button", {}, ["<img src=x onerror=alert(1)>"]),
  ],
  ["directions are not turned", "evil", target("button", {}, ["\u202eev\u200bil\u2066"])],
  ["half a character goes", "ab", target("button", {}, ["a\ud800b"])],
  ["a character is not cut in two", `${"😀".repeat(39)}…`, target("button", {}, ["😀".repeat(60)])],
  ["control codes are spaces", "a b", target("button", {}, ["a\u0000\u001b\nb"])],
  ["values that are no text are passed over", "<div>", target("div", { title: { a: 1 }, id: 7 })],
  ["a forged tag is short", `<${"x".repeat(38)}>`, target("x".repeat(90))],
])("hostile: %s", (_what, expected, child) => {
  expect(nameOfClicked(child)).toBe(expected);
});

test("a forged tree of any size and shape has an end", () => {
  const wide = target(
    "button",
    {},
    Array.from({ length: 20_000 }, () => element("i")),
  );
  const own = element("div", {}, [element("p", {}, [], 60)], 60);
  const cycle = mutation({
    adds: [{ parentId: 60, nextId: null, node: { ...own, childNodes: [] } }],
  });

  expect(nameOfClicked(wide)).toBe("<button>");
  expect(read(page(own), cycle, pointer(2, 60)).map(({ label }) => label)).toEqual(["<div>"]);
});

test("names follow the page as it changes", () => {
  const button = target("button", {}, [{ type: 3, id: 51, textContent: "Buy" }]);
  const added = element("button", { "aria-label": "Help" }, [], 70);

  const labels = read(
    page(button),
    CLICK,
    mutation({ texts: [{ id: 51, value: "Bought" }] }),
    CLICK,
    mutation({ removes: [{ parentId: TARGET, id: 51 }] }),
    mutation({ attributes: [{ id: TARGET, attributes: { title: "Gone", style: "x" } }] }),
    CLICK,
    mutation({ adds: [{ parentId: BODY, nextId: TARGET, node: added }] }),
    pointer(2, 70),
    mutation({ removes: [{ parentId: BODY, id: 70 }] }),
    pointer(2, 70),
    page(target("a", {}, ["Next page"])),
    CLICK,
  );

  expect(labels.map(({ label }) => label)).toEqual(["Buy", "Bought", "Gone", "Help", "Next page"]);
});

test("text that is added between others is read where it stands", () => {
  const button = target("button", {}, [
    { type: 3, id: 51, textContent: "Add" },
    { type: 3, id: 52, textContent: "basket" },
  ]);
  const node = { type: 3, id: 53, textContent: " to " };

  const labels = read(
    page(button),
    mutation({ adds: [{ parentId: TARGET, nextId: 52, node }] }),
    CLICK,
  );

  expect(labels).toEqual([{ at: 10, kind: "click", label: "Add to basket", element: TARGET }]);
});

test("only what the visitor did to an element that is there has a label", () => {
  const events = [
    page(target("input", { name: "q" })),
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99].map((type) => pointer(type)),
    incremental({ source: 5, id: TARGET, text: "•", isChecked: false }, 20.7),
    incremental({ source: 5, id: TARGET, text: "•", isChecked: false, userTriggered: false }),
    pointer(2, 12_345),
  ];

  expect(read(...events).map(({ at, kind }) => `${kind} ${at}`)).toEqual([
    "click 10",
    "context_menu 10",
    "double_click 10",
    "focus 10",
    "blur 10",
    "touch 10",
    "input 20",
  ]);
});

test("real recordings tell what was clicked", () => {
  const path = new URL("../../../../tests/recordings/s5_sbadmin_1024.json.gz", import.meta.url);
  const recording = JSON.parse(gunzipSync(readFileSync(path)).toString());
  const pages: { events: object[] }[] = recording.pages;

  const labels = pages.flatMap(({ events }) => read(...events));

  const clicked = labels.filter(({ kind }) => kind === "click").map(({ label }) => label);
  expect(clicked).toEqual([
    "sidebarToggle",
    "Pages",
    "Components",
    "Search:",
    "3+",
    "3+",
    "<a>",
    "3+",
    "Search",
    "Search",
    "Components",
    "Search",
    "Search",
  ]);
});
