import { expect, it } from "vitest";
import { widthsOf } from "./breakpoints";

it.each([
  ["(min-width: 768px)", [768]],
  ["screen and (max-width: 767.98px)", [768]],
  ["(min-width: 40em) and (max-width: 59.9375rem)", [640, 960]],
  ["(width >= 600px)", [600]],
  ["(width <= 599px)", [600]],
  ["(width < 600px)", [600]],
  ["print", []],
])("the layout changes where %s says", (condition, widths) => {
  expect(widthsOf(condition)).toEqual(widths);
});
