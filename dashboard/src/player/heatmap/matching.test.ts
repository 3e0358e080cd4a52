import { expect, it } from "vitest";
import { Candidates } from "./matching";
import { readPrint, type Traits } from "./prints";

/** A button of a card; cards of a list differ by title and place. */
function button(title: string, place: number, classes = "buy"): Traits {
  const words = title ? `:${title}.add` : ":add";
  const steps = [
    `button::1:${classes}::add`,
    `div::${place}:card:${words}`,
    `section::1:list:${words}`,
  ];
  return readPrint({ steps, inside: [] }) as Traits;
}

const titles = ["lamp", "rug", "vase", "bowl", "clock"];
const page = titles.map((title, at) => button(title, at + 1));

it("finds every button of a page that is as it was", () => {
  const matches = new Candidates(page).match(page);

  expect(matches.map((match) => match?.index)).toEqual([0, 1, 2, 3, 4]);
});

it("finds buttons by what their cards say when the cards are in another order", () => {
  const turned = titles.toReversed().map((title, at) => button(title, at + 1));
  const matches = new Candidates(turned).match(page);

  expect(matches.map((match) => match?.index)).toEqual([4, 3, 2, 1, 0]);
});

it("finds neither of two that are alike in all", () => {
  const twins = [button("lamp", 1), button("lamp", 1)];

  expect(new Candidates(twins).match([button("lamp", 1)])).toEqual([null]);
});

it("finds nothing where an element of that kind is gone", () => {
  const others = [button("rug", 2, "remove"), button("vase", 3, "remove")];
  const sought = readPrint({ steps: ["input:query:1:search:./x:"], inside: [] });

  expect(new Candidates(others).match([sought, null])).toEqual([null, null]);
});

it("tells what it found with more confidence the less was changed", () => {
  const [same] = new Candidates(page).match([button("lamp", 1)]);
  const [edited] = new Candidates(page).match([button("lamp", 1, "purchase")]);

  expect(same?.index).toBe(0);
  expect(edited?.index).toBe(0);
  expect(same?.confidence).toBeGreaterThan(edited?.confidence ?? 1);
});
