// @vitest-environment happy-dom

import { expect, it } from "vitest";
import { printOf, type Reading } from "../../../../tracker/src/interactions/fingerprint";
import { shortHasher } from "../../../../tracker/src/interactions/hash";
import { pathOf } from "../../../../tracker/src/interactions/links";
import { createResolver } from "./resolver";

const KEY = "pk_test";
const PAGE = "https://shop.example.com/";

/** As the tracker would describe an element of the visited page. */
function printed(page: Document, selector: string) {
  const reading: Reading = {
    top: page,
    keep: (text) => text,
    hash: shortHasher(KEY),
    pathOf: (link) => pathOf(link.getAttribute("href"), PAGE),
  };
  return printOf(page.querySelector(selector) as Element, reading);
}

function pageOf(html: string): Document {
  const page = document.implementation.createHTMLDocument();
  page.body.innerHTML = html;
  return page;
}

function found(recorded: Document, print: unknown) {
  const match = createResolver(recorded, KEY, PAGE)
    .resolve([{ id: "e", print }])
    .get("e");
  return match?.node.id ?? null;
}

const item = (name: string, id: string) =>
  `<li><h3>${name}</h3><button id="${id}" class="buy">Add to basket</button></li>`;

it("finds the button of an item that has moved to another place of the list", () => {
  const visited = pageOf(`<ul>${item("Lamp", "x")}${item("Rug", "")}${item("Vase", "")}</ul>`);
  const recorded = pageOf(
    `<p>Free shipping</p><div><ul>${item("Rug", "rug")}${item("Vase", "vase")}${item("Lamp", "lamp")}</ul></div>`,
  );

  expect(found(recorded, printed(visited, ".buy"))).toBe("lamp");
});

it("finds a link whose text has been edited by where it leads", () => {
  const visited = pageOf('<nav><a href="https://shop.example.com/plans">Plans</a></nav>');
  const recorded = pageOf(
    '<nav><a href="#" data-pulse-path="/new" id="new">New</a><a href="#" data-pulse-path="/plans" id="plans">Prices</a></nav>',
  );

  expect(found(recorded, printed(visited, "a"))).toBe("plans");
});

it("finds nothing where two elements are equally like the one that is looked for", () => {
  const visited = pageOf("<p><button>Yes</button></p>");
  const recorded = pageOf(
    '<section><p><button id="a">Yes</button></p></section><section><p><button id="b">Yes</button></p></section>',
  );

  expect(found(recorded, printed(visited, "button"))).toBeNull();
});

it.each([null, 7, "text", {}, { tag: 3 }, { tag: "b", words: "x", path: [null, {}] }])(
  "finds nothing for %j, which anybody may have sent",
  (print) => {
    expect(found(pageOf("<a>x</a>"), print)).toBeNull();
  },
);
