import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { bucketPoints, intervalOf } from "../../analytics/buckets";
import { Card } from "../../analytics/card";
import { DownloadMenu } from "../../analytics/download-menu";
import { SessionsNumber } from "../../analytics/links";
import { formatShare } from "../../analytics/metrics";
import { useQuestion } from "../../analytics/question";
import { AnnotatedChart } from "../../annotations/annotated-chart";
import { answerOf, api } from "../../api";
import { DataTable, type PlainColumn } from "../../components/data-table";
import { ErrorMessage } from "../../components/message";
import { Select } from "../../components/select";
import { Skeleton } from "../../components/skeleton";
import { choiceLabel } from "../../filters/dimensions";
import { type ChoiceFilter, UNKNOWN } from "../../filters/filters";
import { useFilters } from "../../filters/use-filters";
import { formatCount } from "../../format";
import type { GoalRow } from "./goal-row";

/** How often numbers are asked for at most. */
const EVERY_MS = 700;
const BY = [
  { value: "source", label: "By source" },
  { value: "channel", label: "By channel" },
  { value: "entryPage", label: "By entry page" },
  { value: "device", label: "By device" },
  { value: "country", label: "By country" },
  { value: "utmCampaign", label: "By campaign" },
] as const satisfies readonly { value: ChoiceFilter; label: string }[];
type By = (typeof BY)[number]["value"];

function useGoal(goalId: string, dimension: By) {
  const question = useQuestion();
  const query = { ...question, dimension, compare: "previous" as const };
  return useQuery({
    // The first word is the list's: what changes a goal asks for both again.
    queryKey: ["/api/analytics/goals", goalId, query],
    queryFn: () =>
      answerOf(api.GET("/api/analytics/goals/{goalId}", { params: { path: { goalId }, query } })),
    meta: { pushed: { projectId: question.projectId, everyMs: EVERY_MS } },
  });
}

type Detail = NonNullable<ReturnType<typeof useGoal>["data"]>;
type Row = Detail["rows"][number] & { by: By; definition: string };

/** One goal over time, and where those who reach it come from. */
export function GoalDetail({ goal }: { goal: GoalRow }) {
  const [by, setBy] = useState<By>("source");
  const found = useGoal(goal.goalId, by);
  if (found.isError && !found.data) {
    return (
      <ErrorMessage
        title="The goal could not be loaded"
        error={found.error}
        onRetry={() => void found.refetch()}
      />
    );
  }
  return (
    <Card
      title={goal.name}
      actions={
        <>
          <Select
            aria-label="Break down"
            value={by}
            choices={BY}
            onChange={setBy}
            className="h-7"
          />
          <DownloadMenu
            table="goal"
            label={`Download where “${goal.name}” comes from`}
            more={{ goalId: goal.goalId, dimension: by }}
            size="icon-small"
          />
        </>
      }
    >
      {found.data ? <Content detail={found.data} by={by} /> : <Skeleton className="h-96 w-full" />}
    </Card>
  );
}

function Content({ detail, by }: { detail: Detail; by: By }) {
  const interval = intervalOf(detail.interval);
  const points = useMemo(
    () => bucketPoints(detail.buckets, detail.previousBuckets, interval, rateOf),
    [detail, interval],
  );
  const rows = detail.rows.map((row) => ({ ...row, by, definition: detail.definition }));
  return (
    <div className="flex flex-col gap-4">
      <AnnotatedChart
        points={points}
        label={`Conversion rate by ${interval}`}
        format={formatShare}
        className="h-56"
      />
      <DataTable label="Where it comes from" columns={COLUMNS} rows={rows} idOf={rowId} />
    </div>
  );
}

function rateOf(bucket: Detail["buckets"][number]): number {
  return bucket.conversionRate;
}

function rowId(row: Row): string {
  return row.value;
}

function Conversions({ row }: { row: Row }) {
  const { filters } = useFilters();
  const goal = [...new Set([...(filters.goal ?? []), row.definition])];
  return (
    <SessionsNumber more={{ goal, [row.by]: [row.value || UNKNOWN] }}>
      {formatCount(row.conversions)}
    </SessionsNumber>
  );
}

const COLUMNS: PlainColumn<Row>[] = [
  {
    id: "value",
    header: "Where from",
    cell: ({ row: { original } }) => (
      <span className="block max-w-96 truncate">
        {original.value === "" && /^(source|channel)$/.test(original.by)
          ? "Direct"
          : choiceLabel(original.by, original.value)}
      </span>
    ),
  },
  {
    id: "conversions",
    header: "Conversions",
    cell: ({ row: { original } }) => <Conversions row={original} />,
  },
  {
    id: "rate",
    header: "Of its sessions",
    cell: ({ row: { original } }) => (
      <span className="tabular-nums">{formatShare(original.conversionRate)}</span>
    ),
  },
  {
    id: "sessions",
    header: "Sessions",
    cell: ({ row: { original } }) => (
      <span className="tabular-nums">{formatCount(original.sessions)}</span>
    ),
  },
];
