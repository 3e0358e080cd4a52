import type { ReactNode } from "react";
import { formatCount, formatMoment, formatSpan } from "../../format";
import type { Run } from "../../live/messages";
import type { RunDetail } from "../../live/run-queries";
import { useProject } from "../../project";
import { Elapsed } from "./elapsed";
import { obstacleOf } from "./online";
import { describeFilter, describeStop, lengthOf } from "./run-words";

/** What a run was about and what came of it. */
export function RunFacts({ run, sessions }: { run: Run; sessions: RunDetail["sessions"] }) {
  const { settings } = useProject();
  const refusals = describeRefusals(sessions);
  return (
    <div className="flex flex-col gap-2 border-line border-b px-3 py-3 sm:px-5">
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        <Fact name="Sessions saved">{formatCount(run.recorded)}</Fact>
        <Fact name="Duration">
          {run.state === "stopped" ? (
            formatSpan(lengthOf(run, run.stoppedAt))
          ) : (
            <Elapsed since={run.startedAt} className="tabular-nums" />
          )}
        </Fact>
        <Fact name="Whom">{describeFilter(run.filter)}</Fact>
        <Fact name="Started by">{run.startedBy}</Fact>
        <Fact name="Began">{formatMoment(run.startedAt, settings.timeZone)}</Fact>
        <Fact name="End">{run.state === "stopped" ? describeStop(run) : "Still going on"}</Fact>
        <Fact name="Badge">{run.isBadgeShown ? "Shown to visitors" : "None"}</Fact>
      </dl>
      {refusals ? <p className="text-ink-muted text-xs">{refusals}</p> : null}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-muted text-xs">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

/** Why some who were meant are not among the sessions; empty when all are. */
export function describeRefusals(sessions: RunDetail["sessions"]): string {
  const counts = new Map<string, number>();
  for (const { refusal } of sessions) {
    if (refusal) counts.set(refusal, (counts.get(refusal) ?? 0) + 1);
  }
  if (counts.size === 0) return "";
  const parts = [...counts].map(([reason, count]) => `${count} × ${obstacleOf(reason)}`);
  return `Could not be recorded: ${parts.join(", ")}.`;
}
