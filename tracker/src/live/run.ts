/**
 * What the tab is recorded for, and how: a pure function of what the server says.
 *
 * Commands name their run, so one that comes late, twice or never does no harm: the answer to
 * `join-project`, after each new connection, says how things are.
 */

import { LIVE_BATCH_MAX_MS } from "../limits";
import type { Command, JoinAnswer } from "./messages";

export interface Run {
  /** The run that the page is recorded for; empty: none. */
  readonly recordingId: string;
  readonly isBadgeShown: boolean;
  /** Somebody looks, be it at a page that is recorded without any run. */
  readonly isWatched: boolean;
  /** How often batches leave while somebody looks. */
  readonly batchMs: number;
  /** A start of this run comes too late. */
  readonly stoppedId: string;
}

export const NO_RUN: Run = {
  recordingId: "",
  isBadgeShown: false,
  isWatched: false,
  batchMs: 0,
  stoppedId: "",
};

/** What follows: record for another run than before, or for none; or take a full snapshot. */
export type Effect = "begin" | "end" | "checkout" | null;

type Next = readonly [run: Run, effect: Effect];

/** What a command of the server makes of a run. */
export function follow(run: Run, { event, data }: Command): Next {
  switch (event) {
    case "recording-start":
      return data.recordingId === run.stoppedId ? [run, null] : beginOrGoOn(run, data);
    case "recording-stop": {
      const stopped = { ...run, stoppedId: data.recordingId };
      return isMeant(run, data) ? end(stopped) : [stopped, null];
    }
    case "watch":
    case "unwatch": {
      const isWatched = event === "watch";
      return isMeant(run, data) ? [{ ...run, isWatched, ...pace(data) }, null] : [run, null];
    }
    case "slow-down":
      return isMeant(run, data) ? [{ ...run, ...pace(data) }, null] : [run, null];
    case "need-snapshot":
      return [run, isMeant(run, data) ? "checkout" : null];
    default:
      // A newer server may say more.
      return [run, null];
  }
}

/** What the answer to `join-project` makes of a run, whatever was said before. */
export function join(run: Run, answer: JoinAnswer): Next {
  const { isWatched, isBadgeShown } = answer;
  if (answer.recording) return beginOrGoOn(run, answer);
  const told = { ...run, isWatched, isBadgeShown, ...pace(answer) };
  return run.recordingId ? end(told) : [told, null];
}

/** The run is over, as far as this page can know. */
export function end(run: Run): Next {
  return [{ ...run, recordingId: "", isBadgeShown: false, isWatched: false }, "end"];
}

type Start = Pick<JoinAnswer, "recordingId" | "isWatched" | "isBadgeShown" | "batchMs">;

function beginOrGoOn(run: Run, start: Start): Next {
  const { recordingId, isWatched, isBadgeShown } = start;
  const next: Run = { ...run, recordingId, isWatched, isBadgeShown, ...pace(start) };
  return [next, isMeant(run, start) ? null : "begin"];
}

function isMeant(run: Run, { recordingId }: { readonly recordingId: string }): boolean {
  return recordingId === run.recordingId;
}

function pace({ batchMs }: { readonly batchMs: number }): Pick<Run, "batchMs"> {
  return { batchMs: Math.min(Math.max(batchMs, 0), LIVE_BATCH_MAX_MS) };
}
