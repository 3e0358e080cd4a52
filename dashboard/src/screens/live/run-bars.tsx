import { useMemo, useState } from "react";
import { usePresence } from "../../live/live-context";
import { RunBar, RunEnd } from "./run-bar";

/** Runs that go on, and those that have just ended. */
export function RunBars() {
  const runs = usePresence((presence) => presence.runs);
  const [putAway, setPutAway] = useState<ReadonlySet<string>>(new Set());
  const { going, ended } = useMemo(() => {
    const all = [...runs.values()].toSorted((a, b) => b.startedAt - a.startedAt);
    return {
      going: all.filter(({ state }) => state !== "stopped"),
      // One is enough to be told of; the others stand in the list of runs.
      ended: all.filter(({ state }) => state === "stopped").slice(0, 1),
    };
  }, [runs]);
  return (
    <>
      {going.map((run) => (
        <RunBar key={run.recordingId} run={run} />
      ))}
      {ended
        .filter(({ recordingId }) => !putAway.has(recordingId))
        .map((run) => (
          <RunEnd
            key={run.recordingId}
            run={run}
            onDismiss={() => setPutAway((before) => new Set(before).add(run.recordingId))}
          />
        ))}
    </>
  );
}
