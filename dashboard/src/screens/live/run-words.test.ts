import { describe, expect, it } from "vitest";
import { madeRun } from "../../live/made-live";
import { describeCounts, describeFilter, EVERYONE, lengthOf } from "./run-words";

describe("a run in words", () => {
  it.each([
    [{}, "Everyone"],
    [{ page: "/pricing", device: "mobile", country: "DE" }, "Mobile, Germany, on /pricing"],
    [{ nextVisitors: 20, source: "direct" }, "The next 20 visitors, who came directly"],
    [{ sessionIds: ["a"] }, "1 chosen visitor"],
  ])("%j is about: %s", (filter, text) => {
    expect(describeFilter({ ...EVERYONE, ...filter })).toBe(text);
  });

  it("counts what is, and leaves out what is not", () => {
    expect(describeCounts(madeRun("r", { recording: 12, requested: 2, withoutConsent: 3 }))).toBe(
      "12 recording, 2 requested, 3 without consent",
    );
    expect(describeCounts(madeRun("r"))).toBe("0 recording");
  });

  it("lasts until it is stopped", () => {
    expect(lengthOf(madeRun("r", { startedAt: 1_000 }), 4_000)).toBe(3_000);
    expect(lengthOf(madeRun("r", { startedAt: 1_000, stoppedAt: 2_000 }), 9_000)).toBe(1_000);
  });
});
