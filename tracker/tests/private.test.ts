import fc from "fast-check";
import { expect, it } from "vitest";
import { isPrivate } from "../src/interactions/private";
import { redact } from "../src/redact";

const PIECES = [
  "ada",
  "@",
  "example.com",
  ".",
  " ",
  "4111",
  "1111",
  "-",
  "DE",
  "44",
  "bearer ",
  "eyJ",
];
const texts = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((parts) => parts.join("")),
);

it("takes every text for private in which anything would be redacted", () => {
  fc.assert(fc.property(texts, (text) => redact(text) === text || isPrivate(text)));
});

it("thinks the same of a text before and after it was redacted", () => {
  fc.assert(fc.property(texts, (text) => isPrivate(redact(text)) === isPrivate(text)));
});

it.each(["Add to basket", "12 euros", "Chapter 3", "À bientôt"])("%s may be compared", (text) => {
  expect(isPrivate(text)).toBe(false);
});
