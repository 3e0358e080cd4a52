import { EyeOff, Users } from "lucide-react";
import { formatCount, formatPlural, formatSpan } from "../../format";
import type { LiveVisitor, RunFilter } from "../../live/messages";
import { useProject } from "../../project";
import { describeUnable, reachOf } from "./online";

/** Whom a run would reach at this moment, whom not and why, and when it would end. */
export function ReachNote({
  filter,
  visitors,
}: {
  filter: RunFilter;
  visitors: readonly LiveVisitor[];
}) {
  const reach = reachOf(filter, visitors);
  const unable = describeUnable(reach);
  return (
    <div
      role="status"
      className="flex flex-col gap-2 rounded-lg border border-line bg-sunken p-3 text-ink-muted text-xs"
    >
      <p className="flex gap-2">
        <Users className="mt-0.5 size-4 shrink-0 text-pulse" aria-hidden="true" />
        <span>
          <strong className="font-semibold text-ink text-sm">
            Reaches {formatPlural(reach.now, "visitor")} now.
          </strong>{" "}
          {filter.sessionIds.length === 0 ? "Whoever comes later and fits joins. " : ""}
          {reach.taken > 0 ? `${formatCount(reach.taken)} more are in another run already.` : ""}
        </span>
      </p>
      {unable ? (
        <p className="flex gap-2">
          <EyeOff className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <span>{unable}</span>
        </p>
      ) : null}
      <EndNote />
    </div>
  );
}

function EndNote() {
  const {
    stopAfterMs = 60_000,
    maxRunMs = 3_600_000,
    maxVisitors = 200,
  } = useProject().settings.live ?? {};
  return (
    <p>
      Ends {formatSpan(stopAfterMs)} after the last viewer has left this screen, after{" "}
      {formatSpan(maxRunMs)} at the latest; records {formatCount(maxVisitors)} visitors at a time.
    </p>
  );
}
