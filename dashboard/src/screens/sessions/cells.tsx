import { useNavigate } from "@tanstack/react-router";
import {
  ArrowRight,
  CircleDashed,
  MousePointerClick,
  Play,
  Radio,
  Sparkles,
  TriangleAlert,
} from "lucide-react";
import type { ReactNode } from "react";
import type { SessionSummary } from "../../api";
import { Badge } from "../../components/badge";
import { cn } from "../../components/class-names";
import { DeviceIcon } from "../../components/device";
import { Hint } from "../../components/hint";
import { Tinted } from "../../components/tinted";
import { lookOf, shortVisitor, VisitorShape } from "../../components/visitor";
import { When } from "../../components/when";
import { formatCount, formatPage, formatPlural, formatSoftware } from "../../format";
import { useProject } from "../../project";
import { describeReason } from "../capture-reason";

/** Whoever stores no visitor id is known by the session alone. */
function identityOf(session: SessionSummary): string {
  return session.visitorId || session.sessionId;
}

/** Stands over the link that covers the whole row, so that it can be used by itself. */
const OVER_LINK = "relative z-10";

/** The sign that a row plays something; the row itself is the link. */
function PlaySign({ session }: { session: SessionSummary }) {
  if (!session.hasRecording) {
    return (
      <Hint text={`Not recorded: ${describeReason(session)}.`}>
        <span className={cn(OVER_LINK, "flex size-7 items-center justify-center text-ink-faint")}>
          <CircleDashed className="size-4" role="img" aria-label="No recording" />
        </span>
      </Hint>
    );
  }
  return (
    <span className="flex size-7 shrink-0 items-center justify-center rounded-full bg-pulse-tint text-pulse transition-colors group-hover:bg-pulse group-hover:text-on-pulse">
      <Play className="ml-0.5 size-3.5 fill-current" aria-hidden="true" />
    </span>
  );
}

export function Visitor({ session }: { session: SessionSummary }) {
  const identity = identityOf(session);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <PlaySign session={session} />
      {session.visitorId === "" ? (
        <span className="flex items-center gap-2 text-ink-faint">
          <VisitorShape id={identity} />
          anonymous
        </span>
      ) : (
        <VisitorButton visitorId={session.visitorId} />
      )}
    </span>
  );
}

function VisitorButton({ visitorId }: { visitorId: string }) {
  const { projectId } = useProject();
  const navigate = useNavigate();
  // To the list, also from a list of another screen.
  const showOnly = () =>
    void navigate({
      to: "/p/$projectId/sessions",
      params: { projectId },
      search: (previous) => ({ ...previous, visitorId }),
    });
  return (
    <Hint text={`${lookOf(visitorId).name}: show only this visitor`}>
      <button
        type="button"
        onClick={showOnly}
        className={cn(
          OVER_LINK,
          "-my-1 flex items-center gap-2 rounded-sm py-1 hover:text-pulse hover:underline",
        )}
      >
        <VisitorShape id={visitorId} />
        <span className="font-mono text-xs">{shortVisitor(visitorId)}</span>
      </button>
    </Hint>
  );
}

export function Journey({ session }: { session: SessionSummary }) {
  const { entryPageURL, exitPageURL } = session;
  return (
    // Each page gets what it needs, up to half of the room when both are long.
    <span className="grid min-w-0 grid-cols-[minmax(0,max-content)_auto_minmax(0,max-content)] items-center justify-start gap-1.5">
      <span className="truncate" title={entryPageURL}>
        {formatPage(entryPageURL)}
      </span>
      {exitPageURL === entryPageURL ? null : (
        <>
          <ArrowRight className="size-3.5 shrink-0 text-ink-faint" aria-label="to" />
          <span className="truncate text-ink-muted" title={exitPageURL}>
            {formatPage(exitPageURL)}
          </span>
        </>
      )}
    </span>
  );
}

function Signal({ hint, children }: { hint: string; children: ReactNode }) {
  return (
    <Hint text={hint}>
      <span className={OVER_LINK}>{children}</span>
    </Hint>
  );
}

/** What happened, counted; nothing is said about what did not happen. */
export function Signals({ session }: { session: SessionSummary }) {
  const { clickCount, errorCount, customEventCount, recordingIds } = session;
  return (
    <span className="flex items-center gap-1">
      {recordingIds.length > 0 ? (
        <Signal hint="Recorded in a live run">
          <Badge>
            <Radio aria-label="live run" />
          </Badge>
        </Signal>
      ) : null}
      {clickCount > 0 ? (
        <Signal hint={formatPlural(clickCount, "click")}>
          <Badge>
            <MousePointerClick aria-label="clicks" />
            <Tinted value={clickCount}>{formatCount(clickCount)}</Tinted>
          </Badge>
        </Signal>
      ) : null}
      {errorCount > 0 ? (
        <Signal hint={formatPlural(errorCount, "error")}>
          <Badge tone="attention">
            <TriangleAlert aria-label="errors" />
            {formatCount(errorCount)}
          </Badge>
        </Signal>
      ) : null}
      {customEventCount > 0 ? (
        <Signal hint={formatPlural(customEventCount, "custom event")}>
          <Badge tone="pulse">
            <Sparkles aria-label="custom events" />
            {formatCount(customEventCount)}
          </Badge>
        </Signal>
      ) : null}
    </span>
  );
}

export function DeviceCell({ session }: { session: SessionSummary }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className={cn(OVER_LINK, "inline-flex")}>
        <DeviceIcon device={session.device} />
      </span>
      <span
        className="truncate text-ink-muted"
        title={`${session.browser} ${session.browserVersion}, ${session.os}`}
      >
        {formatSoftware(session.browser, session.os)}
      </span>
    </span>
  );
}

export function Started({ session }: { session: SessionSummary }) {
  const { settings } = useProject();
  return (
    <span className={cn(OVER_LINK, "text-ink-muted")}>
      <When at={session.startedAt} timeZone={settings.timeZone} />
    </span>
  );
}
