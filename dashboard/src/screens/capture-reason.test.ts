import { expect, it } from "vitest";
import type { SessionSummary } from "../api";
import { describeReason } from "./capture-reason";
import { describeConsent } from "./replay/details-panel";
import type { SessionDetail } from "./replay/recording";

it.each([
  ["gpc", "the browser sends Global Privacy Control"],
  ["not-sampled", "it was not drawn: only a share of the sessions is recorded"],
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
