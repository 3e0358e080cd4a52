import { expect, it } from "vitest";
import { pointsText, shareText } from "./words";

it("says shares in percent and differences in points with a sign", () => {
  expect(shareText(0.1234)).toBe("12.3 %");
  expect([0.031, -0.004, -0.0001, 0].map(pointsText)).toEqual(["+3.1", "−0.4", "0.0", "0.0"]);
});
