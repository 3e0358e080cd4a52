import { describe, expect, it } from "vitest";
import { lookOf, shortVisitor } from "./visitor";

describe("the look of a visitor", () => {
  it("is always the same for the same id", () => {
    expect(lookOf("v_8f3a")).toEqual(lookOf("v_8f3a"));
  });

  it("uses every shape in every colour", () => {
    const names = Array.from({ length: 2000 }, (_, index) => lookOf(`v_${index}`).name);

    expect(new Set(names).size).toBe(36);
  });

  it("has a short name", () => {
    expect([shortVisitor("v_8f3a61b2c4"), shortVisitor("")]).toEqual(["8f3a61", "anonymous"]);
  });
});
