import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, EyeOff, Square, X } from "lucide-react";
import { LiveDot } from "../../components/badge";
import { Button, IconButton } from "../../components/button";
import { FormError } from "../../components/form";
import { Hint } from "../../components/hint";
import { formatPlural, formatSpan } from "../../format";
import { useLive } from "../../live/live-context";
import type { Run } from "../../live/messages";
import { hasRole, useProject } from "../../project";
import { Elapsed } from "./elapsed";
import { describeCounts, describeFilter, describeStop, lengthOf } from "./run-words";
import { useServerNow } from "./use-server-now";

/** A run that goes on: whom it records and why, how it stands, and the way to stop it. */
export function RunBar({ run }: { run: Run }) {
  return (
    <section
      aria-label={`Run: ${run.purpose}`}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-live-tint px-3 py-2 sm:px-5"
    >
      <span className="flex items-center gap-2 font-semibold text-live">
        <LiveDot />
        <Elapsed since={run.startedAt} className="tabular-nums" />
      </span>
      <span className="min-w-0 flex-1 basis-48 max-sm:basis-3/5">
        <span className="block truncate font-medium" title={run.purpose}>
          {run.purpose}
        </span>
        <span className="block truncate text-ink-muted text-xs">
          {describeFilter(run.filter)}, started by {run.startedBy}
          {run.isBadgeShown ? ", visitors see a badge" : ""}
          <EndsSoon run={run} />
        </span>
      </span>
      <span role="status" className="tabular-nums max-sm:order-1 max-sm:flex-1">
        {describeCounts(run)}
      </span>
      {run.isBadgeShown ? null : (
        <Hint text="Visitors see no sign of the recording.">
          <span className="inline-flex max-sm:hidden">
            <EyeOff className="size-4 text-ink-faint" role="img" aria-label="No badge" />
          </span>
        </Hint>
      )}
      <StopButton run={run} />
    </section>
  );
}

/** Said before a run ends by itself, ms. */
const SOON_MS = 300_000;

function EndsSoon({ run }: { run: Run }) {
  const left = run.endsAt - useServerNow();
  if (run.endsAt === 0 || left > SOON_MS) return null;
  return <strong className="text-live">, ends in {formatSpan(left)}</strong>;
}

function StopButton({ run }: { run: Run }) {
  const { project } = useLive();
  const stop = useMutation({ mutationFn: () => project.stop(run.recordingId) });
  if (!hasRole(useProject(), "admin")) return null;
  const isStopping = stop.isPending || run.state === "stopping";
  return (
    <>
      <Button
        look="danger"
        disabled={isStopping}
        onClick={() => stop.mutate()}
        className="max-sm:order-1"
      >
        <Square className="fill-current" aria-hidden="true" />
        {isStopping ? "Stopping…" : "Stop"}
      </Button>
      <FormError error={stop.error} />
    </>
  );
}

/** What an ended run has saved, until it is put away. */
export function RunEnd({ run, onDismiss }: { run: Run; onDismiss: () => void }) {
  const { projectId, recordingId } = run;
  return (
    <section
      aria-label={`Ended run: ${run.purpose}`}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-good-tint px-3 py-2 sm:px-5"
    >
      <CircleCheck className="size-4 shrink-0 text-good" aria-hidden="true" />
      <p role="status" className="min-w-0 flex-1 basis-48 max-sm:basis-3/5">
        <strong className="font-semibold">
          {run.recorded > 0
            ? `Saved ${formatPlural(run.recorded, "session")}`
            : "Nobody was recorded"}
        </strong>{" "}
        <span className="text-ink-muted">
          in {formatSpan(lengthOf(run, run.stoppedAt))} for “{run.purpose}”. {describeStop(run)}.
        </span>
      </p>
      <Button asChild className="max-sm:order-1">
        <Link to="/p/$projectId/live/runs/$recordingId" params={{ projectId, recordingId }}>
          Open the run
        </Link>
      </Button>
      <IconButton label="Put away" onClick={onDismiss}>
        <X />
      </IconButton>
    </section>
  );
}
