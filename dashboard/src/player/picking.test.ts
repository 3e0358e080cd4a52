// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { selectorOf } from "./picking";

function at(selector: string): Element {
  const found = document.querySelector(selector);
  if (!found) throw new Error(selector);
  return found;
}

describe("the selector of an element", () => {
  beforeEach(() => {
    document.body.innerHTML = `
      <main>
        <section class="card css-1x9ka2z"><p class="name" data-it>Ada</p><p>Lovelace</p></section>
        <section class="note"><p class="name">Berta</p></section>
        <b id="total">1</b><b id="row-81234">2</b>
      </main>`;
  });

  it("is its id where that lasts", () => {
    expect([selectorOf(at("#total")), selectorOf(at("#row-81234"))]).toEqual([
      "#total",
      "main > b",
    ]);
  });

  it("names what is above it until it means one", () => {
    expect(selectorOf(at("[data-it]"))).toBe("section.card > p.name");
  });

  it("leaves names out that a build made", () => {
    expect(selectorOf(at(".card"))).toBe("section.card");
  });
});
