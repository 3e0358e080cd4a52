import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, Radio, SearchX } from "lucide-react";
import { InProgressBadge } from "../../components/badge";
import { Button, IconButton } from "../../components/button";
import { ErrorMessage, Message } from "../../components/message";
import { shortVisitor, VisitorShape } from "../../components/visitor";
import { ApiError } from "../../errors";
import { formatPage } from "../../format";
import { TopBar } from "../../shell/top-bar";
import { NoRecording } from "./no-recording";
import { offsetOf, type Wanted } from "./opening";
import { type SessionDetail, sessionQuery } from "./recording";
import { Replay } from "./replay";
import { ShareReplay } from "./share-replay";

interface ReplayScreenProps {
  projectId: string;
  sessionId: string;
  wanted: Wanted;
}

/** The replay of one session. */
export function ReplayScreen({ projectId, sessionId, wanted }: ReplayScreenProps) {
  const { data, error, refetch } = useQuery(sessionQuery(projectId, sessionId));
  return (
    <>
      <TopBar
        back={<BackLink projectId={projectId} />}
        title={data ? <Title detail={data} /> : "Session"}
        action={
          data?.session.hasRecording ? (
            <ShareReplay sessionId={sessionId} sinceMs={offsetOf(wanted, data)} />
          ) : null
        }
      >
        {data?.session.inProgress ? (
          <span className="flex items-center gap-2">
            <InProgressBadge />
            <WatchLink projectId={projectId} sessionId={sessionId} />
          </span>
        ) : null}
      </TopBar>
      {data?.session.hasRecording === false ? (
        <NoRecording detail={data} />
      ) : error && !data ? (
        <LoadFailure projectId={projectId} error={error} onRetry={() => void refetch()} />
      ) : (
        <Replay projectId={projectId} sessionId={sessionId} wanted={wanted} detail={data} />
      )}
    </>
  );
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
