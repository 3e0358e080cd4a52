import { describe, expect, it } from "vitest";
import { readSearch } from "./search";

describe("what is typed into the search", () => {
  it.each([
    ["v_8f3a", { kind: "visitor", text: "v_8f3a" }],
    [" abcdefghijklmnopqrstuvwxyz ", { kind: "session", text: "abcdefghijklmnopqrstuvwxyz" }],
    ["pricing", { kind: "page", text: "pricing" }],
    ["p", null],
  ])("%j is %j", (typed, search) => {
    expect(readSearch(typed)).toEqual(search);
  });
});
