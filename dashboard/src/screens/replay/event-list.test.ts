import { expect, test } from "vitest";
import type { ElementLabel } from "../../player/protocol";
import { entriesOf, isRage, textOf, withLabels } from "./event-list";
import type { Marker } from "./recording";

const WORDS = { click: "Click", input: "Input", page: "/basket", error: "x is not a function" };

function marker(at: number, kind: keyof typeof WORDS = "click", tabId = "t"): Marker {
  return { at, tabId, kind, label: WORDS[kind] };
}

function label(at: number, text: string, more: Partial<ElementLabel> = {}): ElementLabel {
  return { at, kind: "click", label: text, element: 7, ...more };
}

function texts(markers: Marker[], labels: ElementLabel[]): string[] {
  return entriesOf(markers, withLabels(new Map(), "t", labels)).map(textOf);
}

test("markers get their names by tab, moment and action; the others keep the plain word", () => {
  const focus = { at: 30, tabId: "t", kind: "focus", label: "Field focused" } as const;
  const markers: Marker[] = [
    marker(10),
    marker(20, "input"),
    { ...focus, label: "Field left" },
    focus,
    marker(40, "page"),
    marker(5000),
    marker(9000, "click", "other"),
  ];
  const labels = [
    label(10, "Add to basket"),
    label(20, "E-mail", { kind: "input" }),
    label(30, "E-mail", { kind: "blur" }),
    label(30, "Search", { kind: "focus" }),
    label(40, "no action"),
    label(9000, "of another tab"),
  ];

  expect(texts(markers, labels)).toEqual([
    "Click Add to basket",
    "Input E-mail",
    "Left E-mail",
    "Focus Search",
    "/basket",
    "Click",
    "Click",
  ]);
});

test("windows add up", () => {
  const first = withLabels(new Map(), "t", [label(10, "One")]);
  const both = withLabels(first, "other", [label(20, "Two")]);

  const entries = entriesOf([marker(10), marker(20, "click", "other")], both);

  expect(entries.map(textOf)).toEqual(["Click One", "Click Two"]);
  expect(first.size).toBe(1);
});

test.each<[string, number[], string[]]>([
  ["two in a second", [0, 1000], ["Click Buy ×2"]],
  ["two far apart", [0, 1001], ["Click Buy", "Click Buy"]],
  ["three in a second", [0, 400, 1000], ["Rage clicks Buy ×3"]],
  ["three in more than a second", [0, 600, 1200], ["Click Buy ×3"]],
  ["five, three of them fast", [0, 900, 1800, 2000, 2200], ["Rage clicks Buy ×5"]],
])("clicks on one thing: %s", (_what, times, expected) => {
  expect(
    texts(
      times.map((at) => marker(at)),
      times.map((at) => label(at, "Buy")),
    ),
  ).toEqual(expected);
});

test("clicks on different things stay apart, also when they are called the same", () => {
  const labels = [
    label(0, "Remove", { element: 1 }),
    label(300, "Remove", { element: 2 }),
    label(600, "Undo", { element: 3 }),
  ];
  const markers = [marker(0), marker(300), marker(600)];

  expect(texts(markers, labels)).toEqual(["Click Remove", "Click Remove", "Click Undo"]);
});

test("something between two clicks keeps them apart, and unknown clicks are never one", () => {
  const markers = [marker(0), marker(100, "error"), marker(200)];
  const labels = [label(0, "Buy"), label(200, "Buy")];

  expect(texts(markers, labels)).toEqual(["Click Buy", "x is not a function", "Click Buy"]);
  expect(texts([marker(0), marker(100)], [])).toEqual(["Click", "Click"]);
});

test("the click that a label passes on to its field is the same press", () => {
  const labels = [
    label(0, "Gift", { element: 1 }),
    label(1, "Gift", { element: 2 }),
    label(300, "Gift", { element: 1 }),
    label(302, "Gift", { element: 2 }),
  ];
  const markers = labels.map(({ at }) => marker(at));

  expect(texts(markers, labels)).toEqual(["Click Gift ×2"]);
});

test("one click is no rage, whenever it was", () => {
  expect(entriesOf([marker(0)], new Map()).map(isRage)).toEqual([false]);
});
