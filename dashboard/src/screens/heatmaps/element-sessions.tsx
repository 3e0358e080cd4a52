import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, CirclePlay } from "lucide-react";
import { IconButton } from "../../components/button";
import { ErrorMessage } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { shortVisitor, VisitorShape } from "../../components/visitor";
import { When } from "../../components/when";
import { formatPlural } from "../../format";
import { useProject } from "../../project";
import type { HeatMoment } from "./heat";
import { kindOf, type MapType } from "./kinds";
import { type HeatRequest, momentsQuery } from "./queries";

/** A replay begins a little before, so that one sees what led to it. */
const BEFORE_MS = 2_000;

/** The sessions behind one element or one spot; each opens at that second. */
export function ElementSessions({
  request,
  type,
  title,
  place,
  onBack,
}: {
  request: HeatRequest;
  type: MapType;
  title: string;
  place: { elementId: string } | { x: number; y: number };
  onBack: () => void;
}) {
  const found = useQuery(momentsQuery(request, place));
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-1 border-line border-b p-1 pr-3">
        <IconButton label="Back to the elements" onClick={onBack}>
          <ArrowLeft />
        </IconButton>
        <span className="min-w-0 flex-1 truncate font-medium">{title}</span>
        <span className="text-ink-muted text-xs tabular-nums">
          {found.data ? formatPlural(found.data.total, "time") : null}
        </span>
      </div>
      {found.isPending ? (
        <div className="flex flex-col gap-2 p-3">
          <Skeleton className="h-10" />
          <Skeleton className="h-10" />
          <Skeleton className="h-10" />
        </div>
      ) : found.isError ? (
        <ErrorMessage
          title="The sessions could not be loaded"
          error={found.error}
          onRetry={() => void found.refetch()}
        />
      ) : (
        <ul className="min-h-0 flex-1 overflow-auto">
          {found.data.moments.map((moment) => (
            <li key={`${moment.sessionId}.${moment.at}`}>
              <Moment moment={moment} />
            </li>
          ))}
          {found.data.moments.length === 0 ? (
            <li className="p-6 text-center text-ink-muted">No {kindOf(type).noun} at this spot.</li>
          ) : null}
        </ul>
      )}
    </div>
  );
}

function Moment({ moment }: { moment: HeatMoment }) {
  const { projectId, settings } = useProject();
  const { sessionId, visitorId, at, tabId, hasRecording } = moment;
  return (
    <Link
      to="/p/$projectId/sessions/$sessionId"
      params={{ projectId, sessionId }}
      search={(previous) => ({ ...previous, at: at - BEFORE_MS, tab: tabId })}
      className="flex items-center gap-2.5 border-line border-b px-3 py-2 transition-colors hover:bg-hover"
    >
      <CirclePlay
        className={`size-5 shrink-0 ${hasRecording ? "text-pulse" : "text-ink-faint"}`}
        aria-hidden="true"
      />
      <VisitorShape id={visitorId || sessionId} />
      <span className="font-mono text-xs">{shortVisitor(visitorId)}</span>
      <span className="flex-1 text-ink-muted text-xs tabular-nums">
        {hasRecording ? null : "not recorded"}
      </span>
      <span className="text-ink-faint text-xs">
        <When at={at} timeZone={settings.timeZone} />
      </span>
    </Link>
  );
}
