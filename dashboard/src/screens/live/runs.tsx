import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, History } from "lucide-react";
import { useMemo } from "react";
import { Badge, LiveDot } from "../../components/badge";
import { Button, IconButton } from "../../components/button";
import { DataTable, DataTableSkeleton, type PlainColumn } from "../../components/data-table";
import { ErrorMessage, Message } from "../../components/message";
import { When } from "../../components/when";
import { formatCount, formatSpan } from "../../format";
import { usePresence } from "../../live/live-context";
import type { Run } from "../../live/messages";
import { runsQuery } from "../../live/run-queries";
import { useProject } from "../../project";
import { TopBar } from "../../shell/top-bar";
import { useTitle } from "../../shell/use-title";
import { Elapsed } from "./elapsed";
import { describeFilter, describeStop, lengthOf } from "./run-words";

/** Every live recording that there was. */
export function RunsScreen() {
  const { name, projectId } = useProject();
  useTitle("Runs", name);
  return (
    <>
      <TopBar
        title="Runs"
        back={
          <IconButton label="Back to Live" asChild>
            <Link to="/p/$projectId/live" params={{ projectId }}>
              <ArrowLeft />
            </Link>
          </IconButton>
        }
      />
      <main className="min-h-0 flex-1 overflow-auto p-3 sm:p-5">
        <RunList />
      </main>
    </>
  );
}

const columns: PlainColumn<Run>[] = [
  { id: "when", header: "When", cell: ({ row }) => <Started run={row.original} /> },
  { id: "purpose", header: "Purpose", cell: ({ row }) => <Purpose run={row.original} /> },
  { id: "filter", header: "Whom", cell: ({ row }) => describeFilter(row.original.filter) },
  { accessorKey: "startedBy", header: "Started by" },
  { id: "sessions", header: "Sessions", cell: ({ row }) => formatCount(row.original.recorded) },
  { id: "length", header: "Duration", cell: ({ row }) => <Length run={row.original} /> },
  { id: "end", header: "End", cell: ({ row }) => <End run={row.original} /> },
];

function RunList() {
  const { projectId } = useProject();
  const list = useInfiniteQuery(runsQuery(projectId));
  const rows = useFreshRuns(list.data?.pages.flatMap((page) => page.runs));
  if (list.isPending) return <DataTableSkeleton />;
  if (list.isError) {
    return (
      <ErrorMessage
        title="The runs could not be loaded"
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    );
  }
  if (rows.length === 0) return <NoRuns />;
  return (
    <div className="mx-auto flex max-w-[1200px] flex-col gap-3">
      <DataTable
        label="Runs"
        columns={columns}
        rows={rows}
        idOf={({ recordingId }) => recordingId}
      />
      {list.hasNextPage ? (
        <Button
          className="self-center"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {list.isFetchingNextPage ? "Loading…" : "Show older runs"}
        </Button>
      ) : null}
    </div>
  );
}

/** What the connection tells of a run is newer than what was asked for. */
function useFreshRuns(asked: readonly Run[] | undefined): Run[] {
  const told = usePresence((presence) => presence.runs);
  return useMemo(() => {
    const runs = new Map((asked ?? []).map((run) => [run.recordingId, run]));
    for (const run of told.values()) runs.set(run.recordingId, run);
    return [...runs.values()].toSorted((a, b) => b.startedAt - a.startedAt);
  }, [asked, told]);
}

function NoRuns() {
  const { projectId } = useProject();
  return (
    <Message
      icon={History}
      title="There was no run yet"
      actions={
        <Button asChild look="primary">
          <Link to="/p/$projectId/live" params={{ projectId }}>
            Go to Live
          </Link>
        </Button>
      }
    >
      A run is one press of Start until Stop. Each one stands here with its purpose and the sessions
      that it saved.
    </Message>
  );
}

function Started({ run }: { run: Run }) {
  return (
    <span className="text-ink-muted">
      <When at={run.startedAt} timeZone={useProject().settings.timeZone} />
    </span>
  );
}

function Purpose({ run }: { run: Run }) {
  const { projectId, recordingId } = run;
  return (
    <Link
      to="/p/$projectId/live/runs/$recordingId"
      params={{ projectId, recordingId }}
      title={run.purpose}
      className="block max-w-80 truncate font-medium text-pulse hover:underline"
    >
      {run.purpose}
    </Link>
  );
}

function Length({ run }: { run: Run }) {
  if (run.state === "stopped") return formatSpan(lengthOf(run, run.stoppedAt));
  return <Elapsed since={run.startedAt} className="tabular-nums" />;
}

function End({ run }: { run: Run }) {
  if (run.state === "stopped") {
    return <span className="text-ink-muted">{describeStop(run)}</span>;
  }
  return (
    <Badge tone="live">
      <LiveDot />
      Recording
    </Badge>
  );
}
