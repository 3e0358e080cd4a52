import { describe, expect, it } from "vitest";
import { LIVE_BATCH_MAX_MS } from "../src/limits";
import type { Command, JoinAnswer } from "../src/live/messages";
import { type Effect, end, follow, join, NO_RUN, type Run } from "../src/live/run";

const RUN: Run = { ...NO_RUN, recordingId: "a", batchMs: 200 };
const WATCHED: Run = { ...RUN, isWatched: true };

function start(recordingId: string, how: Partial<Run> = {}): Command {
  const { isBadgeShown = false, isWatched = false, batchMs = 200 } = how;
  const data = { recordingId, startedBy: "u", timestamp: 0, isBadgeShown, isWatched, batchMs };
  return { event: "recording-start", data };
}
const stop = (recordingId: string): Command => ({
  event: "recording-stop",
  data: { recordingId, timestamp: 0 },
});
const watch = (recordingId: string, batchMs = 200): Command => ({
  event: "watch",
  data: { recordingId, batchMs },
});
const unwatch = (recordingId: string): Command => ({
  event: "unwatch",
  data: { recordingId, batchMs: 200 },
});
const slowDown = (recordingId: string, batchMs: number): Command => ({
  event: "slow-down",
  data: { recordingId, batchMs },
});
const needSnapshot = (recordingId: string): Command => ({
  event: "need-snapshot",
  data: { recordingId, reason: "gap" },
});

describe("a command", () => {
  it.each<[string, Run, Command, Run, Effect]>([
    ["starts a run", NO_RUN, start("a"), RUN, "begin"],
    ["starts it once, however often it comes", RUN, start("a"), RUN, null],
    ["says how it goes on", RUN, start("a", { isWatched: true }), WATCHED, null],
    ["goes over to another run", RUN, start("b"), { ...RUN, recordingId: "b" }, "begin"],
    ["stops it", WATCHED, stop("a"), { ...NO_RUN, batchMs: 200, stoppedId: "a" }, "end"],
    ["stops no other", RUN, stop("b"), { ...RUN, stoppedId: "b" }, null],
    ["stops it once", NO_RUN, stop("a"), { ...NO_RUN, stoppedId: "a" }, null],
    [
      "comes too late to start",
      { ...NO_RUN, stoppedId: "a" },
      start("a"),
      { ...NO_RUN, stoppedId: "a" },
      null,
    ],
    ["says that somebody looks", RUN, watch("a"), WATCHED, null],
    [
      "says so of a page without a run",
      NO_RUN,
      watch("", 50),
      { ...NO_RUN, isWatched: true, batchMs: 50 },
      null,
    ],
    ["says so of another run in vain", RUN, watch("b"), RUN, null],
    ["says that nobody looks", WATCHED, unwatch("a"), RUN, null],
    ["asks for more time", WATCHED, slowDown("a", 1_000), { ...WATCHED, batchMs: 1_000 }, null],
    [
      "asks for it within bounds",
      RUN,
      slowDown("a", 1e9),
      { ...RUN, batchMs: LIVE_BATCH_MAX_MS },
      null,
    ],
    ["asks for a full snapshot", RUN, needSnapshot("a"), RUN, "checkout"],
    ["asks for one of another run in vain", RUN, needSnapshot("b"), RUN, null],
    ["may be one of a newer server", RUN, { event: "sing", data: {} } as never, RUN, null],
  ])("%s", (_, run, command, next, effect) => {
    expect(follow(run, command)).toEqual([next, effect]);
  });
});

describe("the answer to join-project", () => {
  const idle: JoinAnswer = {
    ok: true,
    recording: false,
    recordingId: "",
    isBadgeShown: false,
    isWatched: false,
    batchMs: 200,
  };
  const on: JoinAnswer = { ...idle, recording: true, recordingId: "a", isBadgeShown: true };

  it.each<[string, Run, JoinAnswer, Run, Effect]>([
    ["begins a run", NO_RUN, on, { ...RUN, isBadgeShown: true }, "begin"],
    ["lets one go on", WATCHED, on, { ...RUN, isBadgeShown: true }, null],
    ["ends one that was stopped meanwhile", RUN, idle, { ...NO_RUN, batchMs: 200 }, "end"],
    ["changes nothing where there is none", NO_RUN, idle, { ...NO_RUN, batchMs: 200 }, null],
    [
      "rules over a stop that came before",
      { ...NO_RUN, stoppedId: "a" },
      on,
      { ...RUN, isBadgeShown: true, stoppedId: "a" },
      "begin",
    ],
    [
      "tells of who looks without a run",
      NO_RUN,
      { ...idle, isWatched: true },
      { ...NO_RUN, isWatched: true, batchMs: 200 },
      null,
    ],
  ])("%s", (_, run, answer, next, effect) => {
    expect(join(run, answer)).toEqual([next, effect]);
  });
});

it("a run that ends leaves nobody watching and no badge", () => {
  const [run, effect] = end({ ...WATCHED, isBadgeShown: true });

  expect(effect).toBe("end");
  expect(run).toEqual({ ...NO_RUN, batchMs: 200 });
});

/** Commands that are lost, come twice or out of order, before the server says how things are. */
it.each([1, 2, 3, 4])("whatever was lost or doubled, the next answer rules: seed %d", (seed) => {
  const commands = [start("a"), stop("a"), start("b"), stop("b"), watch("a"), needSnapshot("b")];
  let state = seed;
  let run: Run = NO_RUN;
  for (let step = 0; step < 200; step += 1) {
    state = (state * 48_271) % 2_147_483_647;
    [run] = follow(run, commands[state % commands.length] as Command);
  }
  const answer: JoinAnswer = {
    ok: true,
    recording: true,
    recordingId: "c",
    isBadgeShown: true,
    isWatched: true,
    batchMs: 100,
  };
  const { stoppedId } = run;

  expect(join(run, answer)[0]).toEqual({
    recordingId: "c",
    isBadgeShown: true,
    isWatched: true,
    batchMs: 100,
    stoppedId,
  });
  expect(join(run, { ...answer, recording: false, isWatched: false })[0].recordingId).toBe("");
});
