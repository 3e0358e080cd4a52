import { expect, it } from "vitest";
import { describePattern, parsePattern } from "./path-patterns";

it.each([
  ["/checkout", "/checkout"],
  [" /checkout ", "/checkout"],
  ["*/login", "*/login"],
  ["https://shop.example/cart/7?step=2#top", "/cart/7"],
  ["https://shop.example/b%C3%BCro", "/büro"],
])("takes %s for a pattern", (typed, pattern) => {
  expect(parsePattern(typed)).toEqual({ ok: true, pattern });
});

it.each([
  ["", "Type a path, such as /checkout."],
  ["checkout", "A path begins with /: did you mean /checkout?"],
  ["/a?b", "A page is known by its path: leave out what follows ? or #."],
  ["/a b", "A path has no spaces."],
  [`/${"x".repeat(200)}`, "A pattern has 200 characters at most."],
])("says what is wrong with %s", (typed, reason) => {
  expect(parsePattern(typed)).toEqual({ ok: false, reason });
});

it.each([
  ["/", "Matches the start page only."],
  ["/*", "Matches every page."],
  ["/checkout", "Matches /checkout and /checkout/…"],
  ["/checkout/", "Matches /checkout and /checkout/…"],
  ["/shop/*/cart", "Matches /shop/…/cart and /shop/…/cart/…"],
  ["/blog/*", "Matches every path like /blog/…"],
])("says which pages %s is about", (pattern, words) => {
  expect(describePattern(pattern)).toBe(words);
});
