import { useQuery } from "@tanstack/react-query";
import { HardDrive, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { answerOf, api, type StorageReport } from "../../api";
import { ErrorMessage } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { formatMoment, formatPlural } from "../../format";
import { useProject } from "../../project";
import { Section } from "./section";
import { NextToGo } from "./storage-next";
import { StoragePolicy } from "./storage-policy";
import { describeSize, describeState, KINDS } from "./storage-words";

/** The server itself looks once a minute. */
const REFRESH_MS = 60_000;

/** What the project takes on the disk, until when there is room, and what goes first. */
export function DataSettings() {
  const project = useProject();
  const report = useQuery({
    queryKey: ["storage", project.projectId],
    queryFn: () =>
      answerOf(api.GET("/api/storage", { params: { query: { projectId: project.projectId } } })),
    refetchInterval: REFRESH_MS,
  });
  return (
    <>
      <Section title="Room" note="What this project takes on the server's disk, about.">
        {report.isPending ? <Skeleton className="h-44 rounded-lg" /> : null}
        {report.isError ? (
          <ErrorMessage
            title="The room on the disk could not be read"
            error={report.error}
            onRetry={() => void report.refetch()}
          />
        ) : null}
        {report.data ? <Room report={report.data} /> : null}
      </Section>
      <StoragePolicy key={project.projectId} />
      {report.data ? <NextToGo report={report.data} /> : null}
    </>
  );
}

function Room({ report }: { report: StorageReport }) {
  return (
    <>
      <Warning report={report} />
      <Figures report={report} />
      <Kinds report={report} />
    </>
  );
}

function Warning({ report }: { report: StorageReport }) {
  const text =
    describeState(report.disk.state) ||
    (report.refuses
      ? "The project has used up its room: nothing new is taken. Raise the budget, or let dull recordings go."
      : "");
  if (!text) return null;
  return (
    <p
      role="alert"
      className="flex items-start gap-3 rounded-lg border border-line bg-attention-tint p-4"
    >
      <TriangleAlert className="mt-0.5 size-4 shrink-0 text-attention" aria-hidden="true" />
      {text}
    </p>
  );
}

function Figures({ report }: { report: StorageReport }) {
  const { disk, usedBytes, budgetBytes, growthPerDayBytes, pinnedCount } = report;
  return (
    <dl className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3">
      <Figure
        name="Used"
        value={describeSize(usedBytes)}
        more={
          budgetBytes === null
            ? `no budget; ${describeSize(disk.freeBytes)} of ${describeSize(disk.totalBytes)} free`
            : `of ${describeSize(budgetBytes)}; ${describeSize(disk.freeBytes)} free on the disk`
        }
      />
      <Figure
        name="Grows per day"
        value={describeSize(growthPerDayBytes)}
        more="mean of the last seven days"
      />
      <Figure
        name="Full"
        value={<FullDate report={report} />}
        more={
          pinnedCount
            ? `${formatPlural(pinnedCount, "session")} pinned: kept whatever happens`
            : "if the next days are like the last"
        }
      />
    </dl>
  );
}

function FullDate({ report }: { report: StorageReport }) {
  const { timeZone } = useProject().settings;
  if (!report.full) return "Not within ten years";
  // The day is enough of a forecast; the hour would promise too much.
  const day = formatMoment(report.full.at, timeZone ?? "UTC").split(",")[0];
  return `${day}${report.full.limit === "disk" ? ", the disk" : ", the budget"}`;
}

function Figure({ name, value, more }: { name: string; value: ReactNode; more: string }) {
  return (
    <div className="flex flex-col gap-0.5 bg-surface p-4">
      <dt className="text-ink-muted text-xs">{name}</dt>
      <dd className="font-semibold text-lg tabular-nums">{value}</dd>
      <dd className="text-ink-muted text-xs">{more}</dd>
    </div>
  );
}

/** One bar of all kinds, and a list that says the same in words. */
function Kinds({ report }: { report: StorageReport }) {
  const kinds = report.kinds.filter(({ bytes }) => bytes > 0);
  if (kinds.length === 0) {
    return (
      <p className="flex items-center gap-3 rounded-lg border border-line bg-surface p-4 text-ink-muted">
        <HardDrive className="size-5 shrink-0 text-ink-faint" aria-hidden="true" />
        Nothing is stored yet.
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex h-3 gap-0.5 overflow-hidden rounded-full" aria-hidden="true">
        {kinds.map(({ kind, bytes }) => (
          <span key={kind} className={KINDS[kind].look} style={{ flexGrow: bytes, minWidth: 3 }} />
        ))}
      </div>
      <ul className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
        {kinds.map(({ kind, bytes }) => (
          <li key={kind} className="flex items-center gap-2">
            <span className={`size-2.5 rounded-full ${KINDS[kind].look}`} aria-hidden="true" />
            <span className="min-w-0 flex-1">{KINDS[kind].label}</span>
            <span className="text-ink-muted tabular-nums">{describeSize(bytes)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
