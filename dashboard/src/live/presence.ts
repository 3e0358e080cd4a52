/** Who is online and which runs go on: what the server said first, and every change since. */

import type { Heard, LiveVisitor, Run } from "./messages";

export type Presence = {
  /** False until the server has answered for the first time. */
  isKnown: boolean;
  visitors: ReadonlyMap<string, LiveVisitor>;
  /** Runs by id: those that go on, and those that ended while somebody looked. */
  runs: ReadonlyMap<string, Run>;
};

export const NOBODY: Presence = { isKnown: false, visitors: new Map(), runs: new Map() };

/** Ended runs that are remembered, so that a screen can say how one ended. */
const ENDED_KEPT = 20;

function byId<T>(items: readonly T[], id: (item: T) => string): Map<string, T> {
  return new Map(items.map((item) => [id(item), item]));
}

/** Start from an answer to `subscribe`. Without `hasVisitors` those known before stay. */
export function begin(
  before: Presence,
  answer: { visitors: readonly LiveVisitor[]; runs: readonly Run[] },
  hasVisitors: boolean,
): Presence {
  const ended = [...before.runs.values()].filter((run) => run.state === "stopped");
  return {
    isKnown: before.isKnown || hasVisitors,
    visitors: hasVisitors ? byId(answer.visitors, (visitor) => visitor.sessionId) : before.visitors,
    runs: byId([...ended, ...answer.runs], (run) => run.recordingId),
  };
}

export function changeVisitors(before: Presence, change: Heard["visitors"]): Presence {
  const visitors = new Map(before.visitors);
  for (const visitor of change.changed) visitors.set(visitor.sessionId, visitor);
  for (const sessionId of change.gone) visitors.delete(sessionId);
  return { ...before, visitors };
}

/** Take a run as it is now; of an ended one nothing older is believed any more. */
export function changeRun(before: Presence, run: Run): Presence {
  const known = before.runs.get(run.recordingId);
  if (known?.state === "stopped" && run.state !== "stopped") return before;
  const runs = new Map(before.runs).set(run.recordingId, run);
  const ended = [...runs.values()].filter(({ state }) => state === "stopped");
  for (const { recordingId } of ended.slice(0, -ENDED_KEPT)) runs.delete(recordingId);
  return { ...before, runs };
}

/** The run of a project that goes on, the newest one first. */
export function currentRun({ runs }: Presence): Run | undefined {
  return [...runs.values()]
    .filter(({ state }) => state !== "stopped")
    .toSorted((a, b) => b.startedAt - a.startedAt)[0];
}
