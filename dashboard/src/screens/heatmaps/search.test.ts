import { expect, it } from "vitest";
import { chosenOf, momentOf, parseMapSearch, writeMoment } from "./search";

const SESSION = "abcdefghijklmnopqrstuvwx27";

it("reads the map from the address", () => {
  const search = { map: "rage", width: "390", only: `${SESSION},${SESSION}`, moment: "" };

  expect(parseMapSearch(search)).toEqual({
    map: "rage",
    width: 390,
    only: SESSION,
    moment: undefined,
  });
});

it("leaves out what it does not understand", () => {
  const search = { map: "../", width: "9", only: "<script>", moment: `${SESSION}.t_1.x` };

  expect(parseMapSearch(search)).toEqual({});
});

it("writes a moment as it reads it", () => {
  const moment = { sessionId: SESSION, tabId: "t_9", at: 1_760_000_000_000 };

  expect(momentOf(writeMoment(moment))).toEqual(moment);
  expect(chosenOf(undefined)).toEqual([]);
});
