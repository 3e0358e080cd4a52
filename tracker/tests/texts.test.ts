// @vitest-environment happy-dom

import { expect, it } from "vitest";
import { classesOf, nameOf } from "../src/interactions/texts";

function element(html: string): Element {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  return holder.firstElementChild as Element;
}

it.each([
  ["btn btn-primary active", ["btn", "btn-primary"]],
  ["css-1abc9x Button_root__x8Yz12", ["Button_root"]],
  ["col-md-6 mt-3 h1", ["col-md-6", "mt-3", "h1"]],
  [":hover card", ["card"]],
  ["is-open collapsed", []],
])("of the classes %j those that people wrote remain", (names, expected) => {
  expect(classesOf(element(`<p class="${names}"></p>`))).toEqual(expected);
});

it.each([
  ["checkout", "checkout"],
  ["field-3", "field-3"],
  ["ember1234", ""],
  [":r1:", ""],
])("of the id %j remains %j", (id, expected) => {
  expect(nameOf(element(`<p id="${id}"></p>`))).toBe(expected);
});
