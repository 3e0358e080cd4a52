import { expect, it } from "vitest";
import {
  chosenOf,
  FIRST_LOOK,
  lookOf,
  momentOf,
  parseMapSearch,
  regionOf,
  writeLook,
  writeMoment,
  writeRegion,
} from "./search";

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

it("writes a rectangle and a look as it reads them", () => {
  const region = { left: -4, top: 0, right: 300, bottom: 90 };
  const look = { ...FIRST_LOOK, palette: "inferno", scale: "log", opacity: 0.35 } as const;

  expect(regionOf(writeRegion(region))).toEqual(region);
  expect(regionOf("9.0.1.5")).toBeNull();
  expect(lookOf(writeLook(look))).toEqual(look);
  expect(lookOf("pink.cubic.900.-4")).toEqual(FIRST_LOOK);
  // A link says only what is unusual.
  expect(writeLook(FIRST_LOOK)).toBeUndefined();
});
