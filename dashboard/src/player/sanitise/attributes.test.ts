import { expect, test } from "vitest";
import { INERT_LINK, LINK_PATH, MISSING_IMAGE, sanitiseAttributes } from "./attributes";

const REMOTE = "https://evil.example/x";

test.each([
  ["div", "onclick"],
  ["img", "ONERROR"],
  ["svg", "onload"],
  ["iframe", "srcdoc"],
  ["iframe", "src"],
  ["embed", "src"],
  ["object", "data"],
  ["form", "action"],
  ["button", "formaction"],
  ["a", "ping"],
  ["html", "manifest"],
  ["td", "background"],
  ["link", "href"],
  ["link", "rel"],
  ["meta", "http-equiv"],
  ["img", "srcset"],
  ["video", "poster"],
  ["video", "src"],
  ["track", "src"],
  ["use", "xlink:href"],
  ["animate", "attributeName"],
  ["set", "href"],
  ["input", "src"],
  ["input", "autofocus"],
  ["", "src"],
  ["", "href"],
])("<%s %s> does not pass", (tag, name) => {
  expect(sanitiseAttributes(tag, { [name]: REMOTE })).toEqual({});
});

test.each([
  [{ title: "javascript:alert(1)" }],
  [{ title: " \u0001JavaScript:alert(1)" }],
  [{ cite: "vbscript:x" }],
  [JSON.parse('{"__proto__": "x", "constructor": "y", "prototype": "z"}')],
  [{ name: { nested: "object" } }],
  [{ tabindex: Number.POSITIVE_INFINITY }],
])("the value of %j does not pass", (attributes) => {
  expect(sanitiseAttributes("div", attributes)).toEqual({});
});

test("a link leads nowhere", () => {
  expect(sanitiseAttributes("a", { href: REMOTE, class: "x" })).toEqual({
    href: INERT_LINK,
    [LINK_PATH]: "/x",
    class: "x",
  });
});

test("an image that was not recorded becomes a grey box, a recorded one stays", () => {
  const recorded = "data:image/png;base64,AAAA";

  expect(sanitiseAttributes("img", { src: REMOTE, alt: "A" })).toEqual({
    src: MISSING_IMAGE,
    "data-pulse-path": new URL(REMOTE).pathname,
    alt: "A",
  });
  expect(sanitiseAttributes("img", { src: recorded })).toEqual({ src: recorded });
  expect(sanitiseAttributes("img", { rr_dataURL: recorded })).toEqual({ rr_dataURL: recorded });
});

test("a data address of a page is no image", () => {
  const page = "data:text/html,<script>1</script>";
  expect(sanitiseAttributes("img", { src: page })).toEqual({
    src: MISSING_IMAGE,
    "data-pulse-path": "",
  });
});

test("a symbol of the same page stays", () => {
  expect(sanitiseAttributes("use", { href: "#icon" })).toEqual({ href: "#icon" });
});

test("style loses its addresses and keeps the rest", () => {
  expect(sanitiseAttributes("p", { style: `color: red; background: url(${REMOTE})` })).toEqual({
    style: 'color: red; background: url("data:,")',
  });
  expect(
    sanitiseAttributes("p", {
      style: { color: "red", top: false, background: [`url('${REMOTE}')`, "important"] },
    }),
  ).toEqual({
    style: { color: "red", top: false, background: ['url("data:,")', "important"] },
  });
});

test("what a replay needs passes unchanged", () => {
  const attributes = {
    id: "menu",
    class: "open",
    "data-state": "open",
    "aria-label": "Menu",
    type: "checkbox",
    checked: true,
    rr_scrollTop: 40,
    disabled: null,
  };
  expect(sanitiseAttributes("input", attributes)).toEqual(attributes);
});

test("a name cannot hide what the replayer calls on its document", () => {
  expect(sanitiseAttributes("form", { name: "getElementsByTagName" })).toEqual({});
  expect(sanitiseAttributes("input", { name: "email" })).toEqual({ name: "email" });
});
