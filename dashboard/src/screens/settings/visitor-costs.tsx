import { useQuery } from "@tanstack/react-query";
import { Gauge } from "lucide-react";
import { answerOf, api, type CostGroup, type RecordingCosts } from "../../api";
import { DataTable, type PlainColumn } from "../../components/data-table";
import { deviceLabel } from "../../components/device";
import { ErrorMessage } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { daysOf } from "../../filters/dates";
import { formatCount } from "../../format";
import { useProject } from "../../project";
import { describeBytes, describeWork } from "./cost-words";
import { Section } from "./section";

/** What recording takes from the visitors' devices, as their browsers measured it. */
export function VisitorCosts() {
  return (
    <Section
      title="What PagePulse costs your visitors"
      note="Each recorded page measures the recorder's own work and tells it with the recording. Where it becomes too much, the recorder records less by itself, and the replay says so. Last 30 days."
    >
      <Costs />
    </Section>
  );
}

function useCosts() {
  const { projectId, settings } = useProject();
  const { timeZone } = settings;
  return useQuery({
    queryKey: ["costs", projectId],
    queryFn: () => {
      const days = daysOf("30d", timeZone, Date.now());
      const query = { projectId, timeZone, ...days };
      return answerOf(api.GET("/api/tracking/costs", { params: { query } }));
    },
  });
}

function Costs() {
  const costs = useCosts();
  if (costs.isPending) return <Skeleton className="h-[74px] rounded-lg" />;
  if (costs.isError) {
    return (
      <ErrorMessage
        title="The costs could not be loaded"
        error={costs.error}
        onRetry={() => void costs.refetch()}
      />
    );
  }
  const { all, devices } = costs.data;
  if (!all) return <NothingYet />;
  return (
    <>
      <Figures all={all} />
      <DataTable
        label="Costs by device"
        columns={columns}
        rows={rowsOf(devices)}
        idOf={({ device }) => device}
      />
    </>
  );
}

function NothingYet() {
  return (
    <p className="flex items-center gap-3 rounded-lg border border-line bg-surface p-4 text-ink-muted">
      <Gauge className="size-5 shrink-0 text-ink-faint" aria-hidden="true" />
      No recorded page has told its cost yet. It is told after 15 seconds, and when a page is left.
    </p>
  );
}

function Figures({ all }: { all: CostGroup }) {
  return (
    <dl className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3">
      <Figure
        name="Main thread per minute"
        value={describeWork(all.workMsPerMinute.median)}
        more={`${describeWork(all.workMsPerMinute.p95)} in the dearest 5 % of sessions`}
      />
      <Figure
        name="Longest stretch of a session"
        value={describeWork(all.longestMs.median)}
        more={`${describeWork(all.longestMs.p95)} in the dearest 5 %; people feel 50 ms and more`}
      />
      <Figure
        name="Sent per minute"
        value={describeBytes(all.bytesPerMinute.median)}
        more={`${describeBytes(all.bytesPerMinute.p95)} in the dearest 5 % of sessions`}
      />
    </dl>
  );
}

function Figure({ name, value, more }: { name: string; value: string; more: string }) {
  return (
    <div className="flex flex-col gap-0.5 bg-surface p-4">
      <dt className="text-ink-muted text-xs">{name}</dt>
      <dd className="font-semibold text-lg tabular-nums">{value}</dd>
      <dd className="text-ink-muted text-xs">{more}</dd>
    </div>
  );
}

type DeviceRow = CostGroup & { device: string };

function rowsOf(devices: RecordingCosts["devices"]): DeviceRow[] {
  return Object.entries(devices).map(([device, group]) => ({ device, ...group }));
}

const columns: PlainColumn<DeviceRow>[] = [
  { id: "device", header: "Device", cell: ({ row }) => deviceLabel(row.original.device) },
  {
    id: "sessions",
    header: "Sessions",
    cell: ({ row }) => formatCount(row.original.sessionCount),
  },
  {
    id: "minute",
    header: "Per minute",
    cell: ({ row }) => describeWork(row.original.workMsPerMinute.median),
  },
  {
    id: "session",
    header: "Per session",
    cell: ({ row }) => describeWork(row.original.workMs.median),
  },
  {
    id: "longest",
    header: "Longest ever",
    cell: ({ row }) => describeWork(row.original.longestMsMax),
  },
  {
    id: "bytes",
    header: "Sent per minute",
    cell: ({ row }) => describeBytes(row.original.bytesPerMinute.median),
  },
];
