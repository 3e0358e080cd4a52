import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, Radio, SearchX } from "lucide-react";
import { InProgressBadge } from "../../components/badge";
import { Button, IconButton } from "../../components/button";
import { ErrorMessage, Message } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { shortVisitor, VisitorShape } from "../../components/visitor";
import { ApiError } from "../../errors";
import { formatPage } from "../../format";
import { TopBar } from "../../shell/top-bar";
import { NoRecording } from "./no-recording";
import { type SessionDetail, sessionQuery } from "./recording";
import { Replay } from "./replay";
import { PlayerWarmUp } from "./warm-up";

interface ReplayScreenProps {
  projectId: string;
  sessionId: string;
  /** Moment to begin at, ms from the session's start … */
  since?: number | undefined;
  /** … or in Unix ms, where whoever made the link did not know the start. */
  at?: number | undefined;
  tabId?: string | undefined;
}

/** The replay of one session. */
export function ReplayScreen({ projectId, sessionId, since, at, tabId }: ReplayScreenProps) {
  const { data, error, refetch } = useQuery(sessionQuery(projectId, sessionId));
  return (
    <>
      <TopBar
        back={<BackLink projectId={projectId} />}
        title={data ? <Title detail={data} /> : "Session"}
      >
        {data?.session.inProgress ? (
          <span className="flex items-center gap-2">
            <InProgressBadge />
            <WatchLink projectId={projectId} sessionId={sessionId} />
          </span>
        ) : null}
      </TopBar>
      {data ? (
        <Recording
          projectId={projectId}
          detail={data}
          at={since ?? (at === undefined ? at : Math.max(0, at - data.session.startedAt))}
          tabId={tabId}
        />
      ) : error ? (
        <LoadFailure projectId={projectId} error={error} onRetry={() => void refetch()} />
      ) : (
        <ReplaySkeleton />
      )}
    </>
  );
}

function Recording(props: {
  projectId: string;
  detail: SessionDetail;
  at: number | undefined;
  tabId: string | undefined;
}) {
  const { detail } = props;
  return detail.session.hasRecording ? <Replay {...props} /> : <NoRecording detail={detail} />;
}

/** From what is stored to what happens now. */
function WatchLink({ projectId, sessionId }: { projectId: string; sessionId: string }) {
  return (
    <Button asChild size="small">
      <Link to="/p/$projectId/live/$sessionId" params={{ projectId, sessionId }}>
        <Radio aria-hidden="true" className="text-live" />
        Watch live
      </Link>
    </Button>
  );
}

function LoadFailure({
  projectId,
  error,
  onRetry,
}: {
  projectId: string;
  error: unknown;
  onRetry: () => void;
}) {
  if (!(error instanceof ApiError && error.status === 404)) {
    return <ErrorMessage title="The session could not be loaded" error={error} onRetry={onRetry} />;
  }
  return (
    <Message
      icon={SearchX}
      title="This session is not there any more"
      actions={<ToSessions projectId={projectId} />}
    >
      It was deleted, it is older than the project keeps recordings, or the link is not complete.
    </Message>
  );
}

function ToSessions({ projectId }: { projectId: string }) {
  return (
    <Button asChild>
      <Link to="/p/$projectId/sessions" params={{ projectId }}>
        All sessions
      </Link>
    </Button>
  );
}

function BackLink({ projectId }: { projectId: string }) {
  return (
    <IconButton label="Back to the sessions" asChild>
      <Link
        to="/p/$projectId/sessions"
        params={{ projectId }}
        search={(previous) => ({ ...previous, t: undefined, at: undefined, tab: undefined })}
      >
        <ArrowLeft />
      </Link>
    </IconButton>
  );
}

function Title({ detail: { session } }: { detail: SessionDetail }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <VisitorShape id={session.visitorId || session.sessionId} />
      <span className="shrink-0">{shortVisitor(session.visitorId)}</span>
      <span className="truncate font-normal text-ink-muted">
        on {formatPage(session.entryPageURL)}
      </span>
    </span>
  );
}

/** Has the shape of the screen, so that nothing jumps when the recording is there. */
function ReplaySkeleton() {
  return (
    <div className="flex min-h-0 flex-1" role="status" aria-label="Loading the session">
      <PlayerWarmUp />
      <div className="flex min-w-0 flex-1 flex-col gap-3 p-3">
        <Skeleton className="min-h-0 w-full flex-1" />
        <Skeleton className="h-13 w-full" />
        <Skeleton className="h-8 w-full" />
      </div>
      <div className="w-92 space-y-3 border-line border-l p-3 max-lg:hidden">
        {[1, 2, 3, 4, 5, 6].map((row) => (
          <Skeleton key={row} className="h-6 w-full" />
        ))}
      </div>
    </div>
  );
}
