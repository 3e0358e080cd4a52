import { expect, it } from "vitest";
import type { HeatMoment } from "../heat";
import { clipAtKey, clipsOf } from "./clips";

const ONE = "abcdefghijklmnopqrstuvwx27";
const TWO = "zbcdefghijklmnopqrstuvwx27";

function moment(sessionId: string, at: number, changes: Partial<HeatMoment> = {}): HeatMoment {
  return {
    sessionId,
    tabId: "t_1",
    at,
    page: "shop.example/",
    elementId: "00000000000000aa",
    node: 1,
    pageX: 0,
    pageY: 0,
    viewportWidth: 1_440,
    durationMs: 0,
    value: 0,
    visitorId: "v_1",
    device: "desktop",
    browser: "Chrome",
    country: "AT",
    hasRecording: true,
    ...changes,
  };
}

it("plays four seconds before to six seconds after each moment, session after session", () => {
  const clips = clipsOf([moment(TWO, 90_000), moment(ONE, 50_000), moment(TWO, 20_000)]);

  expect(clips.map(({ sessionId, from, to }) => [sessionId, from, to])).toEqual([
    [TWO, 16_000, 26_000],
    [TWO, 86_000, 96_000],
    [ONE, 46_000, 56_000],
  ]);
});

it("makes one clip of moments that are near each other, and none of what was not recorded", () => {
  const clips = clipsOf([
    moment(ONE, 28_000),
    moment(ONE, 20_000),
    moment(TWO, 5_000, { hasRecording: false }),
  ]);

  expect(clips).toEqual([
    {
      key: `${ONE}.t_1.20000`,
      sessionId: ONE,
      tabId: "t_1",
      visitorId: "v_1",
      device: "desktop",
      from: 16_000,
      to: 34_000,
      moments: [20_000, 28_000],
    },
  ]);
});

it("finds the clip that a link names by any of its moments", () => {
  const clips = clipsOf([moment(TWO, 90_000), moment(ONE, 28_000), moment(ONE, 20_000)]);

  expect(clipAtKey(clips, `${ONE}.t_1.28000`)).toBe(1);
  expect(clipAtKey(clips, `${ONE}.t_1.99999`)).toBe(0);
});
