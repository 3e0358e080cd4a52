import { expect, it } from "vitest";
import type { SessionSummary } from "../api";
import { adviceFor, describeReason, isRecorded, reasonLabel, settingOf } from "./capture-reason";
import { describeConsent } from "./replay/details-panel";
import type { SessionDetail } from "./replay/recording";

it.each([
  ["gpc", "the browser sends Global Privacy Control"],
  ["not-sampled", "it was not drawn: only a share of the sessions is recorded"],
  ["too-short", "it ended before the least duration of a recording"],
  ["triggered-error", "the picture of the page never arrived"],
  ["", "its tracker gave no reason"],
] as const)("says why a session is not recorded: %s", (captureReason, words) => {
  expect(describeReason({ captureReason } as SessionSummary)).toBe(words);
});

it.each([
  [{ consent: "granted", gpc: false, dnt: false }, "The visitor agreed"],
  [
    { consent: "not-required", gpc: true, dnt: true },
    "Not asked: the site needs none; the browser sends Global Privacy Control and Do Not Track",
  ],
  [{ consent: "", gpc: false, dnt: false }, ""],
] as const)("says what the visitor and the browser said", (said, words) => {
  expect(describeConsent(said as SessionDetail)).toBe(words);
});

it("says what a setting would change, and nothing where visitors ask for privacy", () => {
  const advice = adviceFor({ captureReason: "no-trigger" } as SessionSummary);

  expect(advice).toBe("A larger share, or more triggers, record more sessions.");
  expect(settingOf("no-trigger")).toBe("recording");
  expect(settingOf("no-config")).toBe("project");
  expect(settingOf("gpc")).toBeUndefined();
});

it("knows recorded page views by their word", () => {
  expect(
    ["recorded", "triggered-rage", "too-short", ""].map((reason) => isRecorded(reason as "")),
  ).toEqual([true, true, false, false]);
  expect(reasonLabel("triggered-rage")).toBe("Recorded from a rage click on");
  expect(reasonLabel("of a newer tracker")).toBe("of a newer tracker");
});
