import { useQuery } from "@tanstack/react-query";
import { bucketWords } from "../../analytics/buckets";
import { Card } from "../../analytics/card";
import { answerOf, api, type BatchLedger } from "../../api";
import { BarScale } from "../../charts/bar-scale";
import { ErrorMessage } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { formatCount, formatPlural } from "../../format";
import { useProject } from "../../project";
import { reasonWords } from "./ledger-words";

const DAYS = 30;
// What waits is readable within seconds, and whoever looks here wants to see it go.
const REFRESH_MS = 10_000;

/** What became of every batch that trackers sent: nothing is dropped without being counted here. */
export function LedgerCard() {
  const { projectId } = useProject();
  const ledger = useQuery({
    queryKey: ["ledger", projectId],
    queryFn: () =>
      answerOf(api.GET("/api/tracking/ledger", { params: { query: { projectId, days: DAYS } } })),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Card title={`Batches of the last ${DAYS} days`}>
      {ledger.isPending ? <Skeleton className="h-48 rounded-lg" /> : null}
      {ledger.isError ? (
        <ErrorMessage
          title="The ledger could not be loaded"
          error={ledger.error}
          onRetry={() => void ledger.refetch()}
        />
      ) : null}
      {ledger.data ? <Content ledger={ledger.data} /> : null}
    </Card>
  );
}

function Content({ ledger }: { ledger: BatchLedger }) {
  if (ledger.received === 0) {
    return (
      <p className="text-ink-muted">
        No batch has arrived. Trackers send one about every two seconds; Settings → Install shows
        whether a page has the tracker.
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <Figures ledger={ledger} />
      <Days ledger={ledger} />
      <Rejections ledger={ledger} />
    </div>
  );
}

function Figures({ ledger }: { ledger: BatchLedger }) {
  const rejected = ledger.received - ledger.stored - ledger.duplicate - ledger.lost;
  const figures = [
    { name: "Received", value: ledger.received, more: "stored + sent again + refused" },
    { name: "Stored", value: ledger.stored, more: waitingWords(ledger.waiting) },
    { name: "Sent again", value: ledger.duplicate, more: "acknowledged, kept once" },
    { name: "Refused", value: rejected, more: "with a reason, below" },
    { name: "In quarantine", value: ledger.quarantined, more: "stored, nobody can read them" },
    ...(ledger.lost > 0
      ? [{ name: "Lost", value: ledger.lost, more: "with a damaged disk, as repair found" }]
      : []),
  ];
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line md:grid-cols-5">
      {figures.map(({ name, value, more }) => (
        <div key={name} className="flex flex-col gap-0.5 bg-surface p-3 max-md:last:col-span-2">
          <dt className="text-ink-muted text-xs">{name}</dt>
          <dd className="font-semibold text-lg tabular-nums">{formatCount(value)}</dd>
          <dd className="text-ink-muted text-xs">{more}</dd>
        </div>
      ))}
    </dl>
  );
}

function waitingWords(waiting: number): string {
  return waiting === 0 ? "all of them readable" : `${formatCount(waiting)} readable in a moment`;
}

function Days({ ledger: { days } }: { ledger: BatchLedger }) {
  const highest = Math.max(1, ...days.map(({ received }) => received));
  return (
    <div>
      <BarScale highest={highest} unit="batch" units="batches" />
      <ol className="flex h-24 items-end gap-1">
        {days.map(({ date, received, rejected }) => (
          <li
            key={date}
            title={`${bucketWords(date, "day").long}: ${formatPlural(received, "batch", "batches")}, ${formatCount(rejected)} refused`}
            className="flex min-w-0 flex-1 flex-col overflow-hidden rounded-t-sm bg-pulse"
            style={{ height: `${(received / highest) * 100}%` }}
          >
            <span
              className="block bg-attention"
              style={{ height: `${received === 0 ? 0 : (rejected / received) * 100}%` }}
            />
            <span className="sr-only">
              {bucketWords(date, "day").long}: {received} received, {rejected} refused
            </span>
          </li>
        ))}
      </ol>
      <p className="mt-1 flex justify-between text-ink-faint text-xs">
        <span>{days[0] ? bucketWords(days[0].date, "day").short : ""}</span>
        <span>days in UTC</span>
        <span>today</span>
      </p>
    </div>
  );
}

function Rejections({ ledger: { rejected } }: { ledger: BatchLedger }) {
  if (rejected.length === 0) {
    return <p className="text-ink-muted">Nothing was refused.</p>;
  }
  return (
    <ol className="divide-y divide-line">
      {rejected.map(({ code, batches, limits }) => (
        <li key={code} className="flex items-baseline gap-3 py-2">
          <span className="min-w-0 flex-1">
            <span className="block">{reasonWords(code, limits)}</span>
            <code className="text-ink-faint text-xs">{code}</code>
          </span>
          <span className="tabular-nums">{formatCount(batches)}</span>
        </li>
      ))}
    </ol>
  );
}
