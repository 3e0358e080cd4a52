import { expect, it } from "vitest";
import { pointsText, shareText, valueText } from "./words";

it("says shares in percent and differences in points with a sign", () => {
  expect(shareText(0.1234)).toBe("12.3 %");
  expect([0.031, -0.004, -0.0001, 0].map(pointsText)).toEqual(["+3.1", "−0.4", "0.0", "0.0"]);
});

it("tells rests by their time and everything else by its number", () => {
  expect([valueText("hover", 41_899), valueText("click", 41_899)]).toEqual(["41 s", "41,899"]);
});
