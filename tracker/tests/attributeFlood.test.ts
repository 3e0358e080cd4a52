import { describe, expect, it } from "vitest";
import { ATTRIBUTE_BURST } from "../src/limits";
import { type ChangeRecord, watchAttributes } from "../src/recorder/attributeFlood";

const START = 1_000;

interface Change extends ChangeRecord {
  readonly oldValue: string;
}

const change = (target: object, oldValue: string, attributeName = "style"): Change => ({
  type: "attributes",
  target,
  attributeName,
  oldValue,
});
const floodOf = (target: object): Change[] =>
  Array.from({ length: ATTRIBUTE_BURST }, (_, place) => change(target, `before ${place}`));

describe("changes of attributes", () => {
  it("pass as long as an element makes few of them", () => {
    const flood = watchAttributes<Change>();
    const records = floodOf({});

    expect(flood.thin(records, START)).toEqual(records);
    expect(flood.isHolding()).toBe(false);
  });

  it("are held back once there are too many, and others are not", () => {
    const flood = watchAttributes<Change>();
    const animated = {};
    flood.thin(floodOf(animated), START);
    const calm = change({}, "calm");
    const added = { ...change(animated, ""), type: "childList" };

    expect(flood.thin([change(animated, "late"), calm, added], START)).toEqual([calm, added]);
  });

  it("are made up for by the first that was held back: it knows the value before", () => {
    const flood = watchAttributes<Change>();
    const animated = {};
    flood.thin(floodOf(animated), START);
    const first = change(animated, "first");
    const other = change(animated, "first of another", "class");
    flood.thin([first, other, change(animated, "second")], START);

    expect(flood.release()).toEqual([first, other]);
    expect(flood.isHolding()).toBe(false);
  });

  it("pass again, ten a second, after what was held back", () => {
    const flood = watchAttributes<Change>();
    const animated = {};
    flood.thin(floodOf(animated), START);
    const held = change(animated, "held");
    flood.thin([held], START);
    const next = change(animated, "next");

    expect(flood.thin([next], START + 100)).toEqual([held, next]);
    expect(flood.thin([change(animated, "too soon")], START + 100)).toEqual([]);
  });

  it("of the parts of one drawing count together", () => {
    const flood = watchAttributes<Change>();
    const drawing = {};
    flood.thin(floodOf(drawing), START);

    expect(flood.thin([change({ ownerSVGElement: drawing }, "part")], START)).toEqual([]);
  });
});
