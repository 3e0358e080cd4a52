import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, Flame, SearchX, UsersRound } from "lucide-react";
import { Button, IconButton } from "../../components/button";
import { ErrorMessage, Message } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { ApiError } from "../../errors";
import { usePresence } from "../../live/live-context";
import type { Run } from "../../live/messages";
import { type RunDetail, runQuery } from "../../live/run-queries";
import { useProject } from "../../project";
import { TopBar } from "../../shell/top-bar";
import { useTitle } from "../../shell/use-title";
import { SessionList, SessionListSkeleton } from "../sessions/list";
import { RunBar } from "./run-bar";
import { RunFacts } from "./run-facts";
import { useRunSessions } from "./use-run-sessions";

const route = getRouteApi("/p/$projectId/live/runs/$recordingId");

/** One run: what it was for, how it went, and every session that it saved. */
export function RunScreen() {
  const { name } = useProject();
  const { projectId, recordingId } = route.useParams();
  useTitle("Run", name);
  const { data, error, refetch } = useQuery(runQuery(projectId, recordingId));
  // What the connection tells is newer than what was asked for.
  const told = usePresence(({ runs }) => runs.get(recordingId));
  const run: Run | undefined = told ?? data;
  return (
    <>
      <TopBar
        title={run?.purpose ?? "Run"}
        back={
          <IconButton label="Back to the runs" asChild>
            <Link to="/p/$projectId/live/runs" params={{ projectId }}>
              <ArrowLeft />
            </Link>
          </IconButton>
        }
      >
        <span className="flex justify-end">
          <HeatmapLink projectId={projectId} recordingId={recordingId} />
        </span>
      </TopBar>
      {run && run.state !== "stopped" ? <RunBar run={run} /> : null}
      <main className="flex min-h-0 flex-1 flex-col">
        {data && run ? (
          <Content run={run} detail={data} />
        ) : error ? (
          <LoadFailure error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton className="m-4 h-40" />
        )}
      </main>
    </>
  );
}

function HeatmapLink({ projectId, recordingId }: { projectId: string; recordingId: string }) {
  return (
    <Button asChild>
      <Link
        to="/p/$projectId/heatmaps"
        params={{ projectId }}
        search={{ recordingId, range: "all" }}
      >
        <Flame aria-hidden="true" className="text-ink-faint" />
        Heatmap of these sessions
      </Link>
    </Button>
  );
}

function Content({ run, detail }: { run: Run; detail: RunDetail }) {
  const found = useRunSessions(run.recordingId);
  const { list, sessions } = found;
  return (
    <>
      <RunFacts run={run} sessions={detail.sessions} />
      {list.isPending ? (
        <SessionListSkeleton />
      ) : list.isError ? (
        <ErrorMessage
          title="The sessions could not be loaded"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : sessions.length === 0 ? (
        <Message icon={UsersRound} title="No session was saved">
          {run.state === "stopped"
            ? "Nobody who could be recorded came while the run went on."
            : "The first one stands here a few seconds after its recording has begun."}
        </Message>
      ) : (
        <SessionList key={found.key} found={found} />
      )}
    </>
  );
}

function LoadFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (!(error instanceof ApiError && error.status === 404)) {
    return <ErrorMessage title="The run could not be loaded" error={error} onRetry={onRetry} />;
  }
  return (
    <Message icon={SearchX} title="There is no such run">
      The link is not complete, or the run was another project's.
    </Message>
  );
}
