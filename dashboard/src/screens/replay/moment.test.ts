import { expect, test } from "vitest";
import { formatBytes } from "../../format";
import { safeAddress } from "./address-bar";
import { describeClock } from "./details-panel";
import { linkToMoment } from "./moment";
import { otherSpeed } from "./replay-keys";
import { scaleOf } from "./stage";

test("a link names the moment, and the tab only when it was chosen", () => {
  const here = "https://pulse.example/p/1/sessions/2?device=mobile&t=5&tab=old";

  expect(linkToMoment(here, 1234.4)).toBe(
    "https://pulse.example/p/1/sessions/2?device=mobile&t=1234",
  );
  expect(linkToMoment(here, -3, "t_2")).toBe(
    "https://pulse.example/p/1/sessions/2?device=mobile&t=0&tab=t_2",
  );
});

test("speeds go up and down by one and stop at the ends", () => {
  expect([otherSpeed(1, 1), otherSpeed(1, -1)]).toEqual([2, 0.5]);
  expect([otherSpeed(16, 1), otherSpeed(0.5, -1)]).toEqual([16, 0.5]);
});

test("a page is made smaller to fit, never larger", () => {
  const space = { width: 720, height: 900 };

  expect(scaleOf("fit", { width: 1440, height: 900 }, space)).toBe(0.5);
  expect(scaleOf("fit", { width: 390, height: 800 }, space)).toBe(1);
  expect(scaleOf(1.5, { width: 1440, height: 900 }, space)).toBe(1.5);
  expect(scaleOf("fit", null, space)).toBe(1);
});

test("only addresses of the web can be opened from a recording", () => {
  expect(safeAddress("https://a.example/x")).toBe("https://a.example/x");
  expect([safeAddress("javascript:alert(1)"), safeAddress("data:text/html,x")]).toEqual([
    null,
    null,
  ]);
  expect([safeAddress("no address"), safeAddress("")]).toEqual([null, null]);
});

test("the clock note says in which direction the visitor's clock was off", () => {
  expect(describeClock(200)).toBe("Agrees with the server");
  expect(describeClock(3_200)).toContain("3.2 s behind");
  expect(describeClock(-61_000)).toContain("61.0 s ahead of");
});

test("small recordings are told in kB", () => {
  expect([formatBytes(0), formatBytes(400), formatBytes(76_500), formatBytes(1_250_000)]).toEqual([
    "0 kB",
    "1 kB",
    "77 kB",
    "1.3 MB",
  ]);
});
