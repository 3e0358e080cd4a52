import { Link } from "@tanstack/react-router";
import type { StorageReport } from "../../api";
import { DataTable, type PlainColumn } from "../../components/data-table";
import { When } from "../../components/when";
import { formatSpan } from "../../format";
import { useProject } from "../../project";
import { PinButton } from "../replay/pin-mark";
import { Section } from "./section";
import { describeSize, REASONS } from "./storage-words";

type Next = StorageReport["nextToGo"][number];

/** The sessions whose recordings would go first, with a way to keep each. */
export function NextToGo({ report }: { report: StorageReport }) {
  return (
    <Section
      title="What would go next"
      note="Nothing of it is deleted now. Pin what you want to keep."
    >
      {report.nextToGo.length === 0 ? (
        <p className="rounded-lg border border-line bg-surface p-4 text-ink-muted">
          No recording would go: there is none, all are pinned, or the project keeps everything.
        </p>
      ) : (
        <DataTable
          label="Sessions whose recordings would go next"
          columns={columns}
          rows={report.nextToGo}
          idOf={({ sessionId }) => sessionId}
        />
      )}
    </Section>
  );
}

const columns: PlainColumn<Next>[] = [
  { id: "session", header: "Session", cell: ({ row }) => <Session next={row.original} /> },
  { id: "reason", header: "Why", cell: ({ row }) => REASONS[row.original.reason] },
  {
    id: "duration",
    header: "Duration",
    cell: ({ row }) => formatSpan(row.original.durationMs),
  },
  { id: "bytes", header: "Frees", cell: ({ row }) => describeSize(row.original.bytes) },
  {
    id: "pin",
    cell: ({ row }) => <PinButton sessionId={row.original.sessionId} isPinned={false} />,
  },
];

function Session({ next }: { next: Next }) {
  const { projectId, settings } = useProject();
  return (
    <Link
      to="/p/$projectId/sessions/$sessionId"
      params={{ projectId, sessionId: next.sessionId }}
      className="text-pulse underline underline-offset-2"
    >
      <When at={next.startedAt} timeZone={settings.timeZone ?? "UTC"} />
    </Link>
  );
}
