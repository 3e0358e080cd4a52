import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Card } from "../../analytics/card";
import { useQuestion } from "../../analytics/question";
import { answerOf, api, type SessionSummary } from "../../api";
import { InProgressBadge } from "../../components/badge";
import { Button } from "../../components/button";
import { ErrorMessage } from "../../components/message";
import { formatDuration } from "../../format";
import { useProject } from "../../project";
import { Journey, Started, Visitor } from "../sessions/cells";
import { SessionLink } from "../sessions/session-link";
import { RowsSkeleton } from "./breakdown-card";

const SHOWN = 7;
/** How often they are asked for at most: a busy site's change every second. */
const EVERY_MS = 700;

/** The sessions that began last, each a press away from its replay. */
export function LatestCard() {
  const { projectId } = useProject();
  const query = { ...useQuestion(), limit: SHOWN };
  const found = useQuery({
    queryKey: ["latest-sessions", query],
    queryFn: () => answerOf(api.GET("/api/tracking/sessions", { params: { query } })),
    meta: { pushed: { projectId, everyMs: EVERY_MS } },
    staleTime: EVERY_MS,
  });
  return (
    <Card
      title="Latest sessions"
      actions={
        <Button asChild look="ghost" size="small">
          <Link to="/p/$projectId/sessions" params={{ projectId }} search={(previous) => previous}>
            All sessions
          </Link>
        </Button>
      }
    >
      {found.isPending ? <RowsSkeleton /> : null}
      {found.isError ? (
        <ErrorMessage
          title="The sessions could not be loaded"
          error={found.error}
          onRetry={() => void found.refetch()}
        />
      ) : null}
      <ul className="divide-y divide-line">
        {found.data?.sessions.map((session) => (
          <Latest key={session.sessionId} session={session} />
        ))}
      </ul>
    </Card>
  );
}

function Latest({ session }: { session: SessionSummary }) {
  return (
    <li className="group relative flex h-10 items-center gap-3 rounded-md px-1 hover:bg-hover">
      <SessionLink session={session} isActive={false} />
      <Visitor session={session} />
      <span className="min-w-0 flex-1 max-sm:hidden">
        <Journey session={session} />
      </span>
      <span className="ml-auto shrink-0 text-ink-muted tabular-nums">
        {formatDuration(session.durationMs)}
      </span>
      <span className="w-24 shrink-0 truncate text-right">
        {session.inProgress ? <InProgressBadge /> : <Started session={session} />}
      </span>
    </li>
  );
}
