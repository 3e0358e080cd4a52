import { expect, it } from "vitest";
import { localText, momentOf } from "./local-moment";

it.each([
  ["UTC", Date.UTC(2026, 10, 23, 14, 5)],
  ["Europe/Berlin", Date.UTC(2026, 6, 1, 22, 30)],
  ["Europe/Berlin", Date.UTC(2026, 2, 29, 1, 15)],
  ["America/New_York", Date.UTC(2026, 2, 8, 7, 0)],
  ["Asia/Kolkata", Date.UTC(2026, 0, 1, 0, 0)],
])("a moment on the clocks of %s comes back", (timeZone, at) => {
  expect(momentOf(localText(at, timeZone), timeZone)).toBe(at);
});

it("what is no date has no moment", () => {
  expect(momentOf("", "UTC")).toBeNull();
});
