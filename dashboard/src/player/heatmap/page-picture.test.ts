// @vitest-environment happy-dom
import { beforeEach, expect, it } from "vitest";
import { svgOf } from "./page-picture";

const SHOT = { width: 390, height: 800, left: 0, top: 120 };

function draw(body: string): Document {
  document.body.innerHTML = body;
  return new DOMParser().parseFromString(svgOf(document, SHOT).svg, "image/svg+xml");
}

beforeEach(() => {
  document.head.innerHTML = "<style>:root { --ink: red } h1 { color: var(--ink) }</style>";
});

it("is an SVG of the viewport, scrolled as the page is", () => {
  const copy = draw("<h1>Tea</h1>");

  const root = copy.querySelector("foreignObject")?.firstElementChild;
  expect(copy.documentElement.getAttribute("width")).toBe("390");
  expect(root?.getAttribute("style")).toContain("margin: -120px 0px 0px");
  expect(root?.textContent).toContain("Tea");
});

it("holds what was typed and chosen, and none of what may not be in XML", () => {
  document.body.innerHTML = `<input value="a"><p @click="x" :class="y" id="p">b\u0001c</p>`;
  const input = document.querySelector("input");
  if (input) input.value = "typed";

  const { svg } = svgOf(document, SHOT);

  expect(svg).toContain('value="typed"');
  expect(svg).toContain("bc</p>");
  expect(svg).not.toMatch(/@click|:class=/);
});

it("holds no script and nothing that would be fetched", () => {
  const { svg } = svgOf(document, SHOT);
  document.body.innerHTML = `<script>1</script><link rel="icon" href="//x"><b>kept</b>`;
  const later = svgOf(document, SHOT);

  expect(later.svg).toContain("kept");
  expect(svg + later.svg).not.toMatch(/<script|<link/);
});

it("applies what a page says of its root to the root of the copy", () => {
  const { svg } = svgOf(document, SHOT);

  expect(svg).toContain(":is(html,:root)");
});
