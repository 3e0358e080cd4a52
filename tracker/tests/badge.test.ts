import { expect, it } from "vitest";
import { wordsFor } from "../src/badge/words";

it.each([
  ["de-AT", "Dieser Besuch wird aufgezeichnet"],
  ["FR", "Cette visite est enregistrée"],
  ["zh-Hant", "本次访问正在被记录"],
  ["en-GB", "This visit is being recorded"],
  ["", "This visit is being recorded"],
  ["constructor", "This visit is being recorded"],
])("the badge on a page in %j says %j", (lang, said) => {
  expect(wordsFor(lang)[0]).toBe(said);
});
