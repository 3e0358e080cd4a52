// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { maskedSample } from "./masking-sample";

const STATUS = "Your order is on its way";
const PRODUCT = "Coffee beans, 2 bags";
const ADDRESS = "Ada Lovelace, 12 Pier Road";
const CONTACT = "Mail: •••@•••••••.•••";
const hidden = (text: string) => text.replace(/\S/g, "•");

it.each([
  ["balanced", [".address"], [".address"], [STATUS, PRODUCT, ADDRESS, CONTACT], true],
  ["strict", [], [".address"], [STATUS, PRODUCT, ADDRESS, CONTACT].map(hidden), false],
  ["custom", [".address"], [], [STATUS, PRODUCT, hidden(ADDRESS), CONTACT], true],
  [
    "custom",
    [],
    [".product-name"],
    [hidden(STATUS), PRODUCT, hidden(ADDRESS), hidden(CONTACT)],
    false,
  ],
  // What is masked stays so, whoever shows it.
  [
    "custom",
    ["p"],
    ["h2", ".address"],
    [STATUS, ...[PRODUCT, ADDRESS, CONTACT].map(hidden)],
    false,
  ],
  // A selector that no browser understands may have meant anything.
  ["custom", [":nonsense("], [], [STATUS, PRODUCT, ADDRESS, CONTACT].map(hidden), false],
] as const)(
  "shows in the mode %s, masked %j, shown %j, what the recorder records",
  (mode, masked, shown, texts, hasPicture) => {
    expect(maskedSample(mode, masked, shown)).toEqual({ texts, hasPicture });
  },
);
