import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { MonitorPlay } from "lucide-react";
import type { AlertRule, Firing } from "../../api";
import { IconButton } from "../../components/button";
import { DataTable, DataTableSkeleton, type PlainColumn } from "../../components/data-table";
import { ErrorMessage } from "../../components/message";
import { When } from "../../components/when";
import { todayIn } from "../../filters/dates";
import { filtersOf } from "../../filters/segments";
import { formatSpan } from "../../format";
import { useProject } from "../../project";
import { Section } from "../settings/section";
import { alertsQuery, firingsQuery } from "./queries";
import { valueWords } from "./words";

type Row = Firing & { rule: AlertRule | undefined };

/** When rules held, newest first. */
export function Firings() {
  const { projectId } = useProject();
  const found = useQuery(firingsQuery(projectId));
  const rules = useQuery(alertsQuery(projectId)).data?.rules ?? [];
  return (
    <Section title="History" note="Each time that a rule held, and whether its channels were told.">
      {found.isPending ? <DataTableSkeleton /> : null}
      {found.isError ? (
        <ErrorMessage
          title="The history could not be loaded"
          error={found.error}
          onRetry={() => void found.refetch()}
        />
      ) : null}
      {found.data?.firings.length === 0 ? (
        <p className="text-ink-muted">No rule has held so far.</p>
      ) : null}
      {found.data && found.data.firings.length > 0 ? (
        <DataTable
          label="History"
          columns={COLUMNS}
          rows={found.data.firings.map((firing) => ({
            ...firing,
            rule: rules.find(({ ruleId }) => ruleId === firing.ruleId)?.rule,
          }))}
          idOf={({ firingId }) => firingId}
        />
      ) : null}
    </Section>
  );
}

function Began({ at }: { at: number }) {
  return <When at={at} timeZone={useProject().settings.timeZone ?? "UTC"} />;
}

function value({ rule, value, bound }: Row): string {
  if (!rule) return String(value);
  const side = rule.condition === "below" ? "below" : "above";
  return `${valueWords(rule.metric, value)}, ${side} ${valueWords(rule.metric, bound)}`;
}

/** To the sessions of the days of the window, with the rule's own filters. */
function Sessions({ row: { rule, windowStartAt, windowEndAt } }: { row: Row }) {
  const { projectId, settings } = useProject();
  const zone = settings.timeZone ?? "UTC";
  const days = { from: todayIn(zone, windowStartAt), to: todayIn(zone, windowEndAt - 1) };
  const filters = rule?.filters ? filtersOf(rule.filters) : {};
  return (
    <IconButton asChild label="Sessions of these days" size="icon-small">
      <Link
        to="/p/$projectId/sessions"
        params={{ projectId }}
        search={{ ...filters, ...days, ...(rule?.metric === "errors" ? { hasErrors: true } : {}) }}
      >
        <MonitorPlay aria-hidden="true" />
      </Link>
    </IconButton>
  );
}

const COLUMNS: PlainColumn<Row>[] = [
  { accessorKey: "ruleName", header: "Alert" },
  { id: "began", header: "Began", cell: ({ row }) => <Began at={row.original.beganAt} /> },
  {
    id: "lasted",
    header: "Lasted",
    cell: ({ row: { original } }) =>
      original.endedAt === 0 ? "goes on" : formatSpan(original.endedAt - original.beganAt),
  },
  { id: "value", header: "Value", cell: ({ row }) => value(row.original) },
  {
    id: "told",
    header: "Told",
    cell: ({ row }) => (row.original.isTold ? "yes" : "no, quiet time"),
  },
  { id: "sessions", header: "", cell: ({ row }) => <Sessions row={row.original} /> },
];
