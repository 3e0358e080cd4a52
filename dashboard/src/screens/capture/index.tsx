import { ScanEye } from "lucide-react";
import { Card } from "../../analytics/card";
import { DownloadMenu } from "../../analytics/download-menu";
import { SessionsNumber } from "../../analytics/links";
import { formatShare } from "../../analytics/metrics";
import { useAnalytics } from "../../analytics/question";
import { AnalyticsScreen } from "../../analytics/screen";
import { cn } from "../../components/class-names";
import { Message } from "../../components/message";
import { happening } from "../../filters/happenings";
import { formatCount, formatPlural } from "../../format";
import { reasonLabel } from "../capture-reason";
import { bucketWords } from "../overview/buckets";
import { INTERVALS } from "../overview/search";
import { LedgerCard } from "./ledger-card";

type Truth = NonNullable<ReturnType<typeof useAnalytics<"/api/analytics/capture">>["data"]>;

/** Whether page views were recorded, and if not, why: nothing is missing without a reason. */
export function CaptureScreen() {
  const found = useAnalytics("/api/analytics/capture", {});
  return (
    <AnalyticsScreen title="Capture" found={found}>
      {(truth) => (
        <>
          <Content truth={truth} />
          <LedgerCard />
        </>
      )}
    </AnalyticsScreen>
  );
}

function isRecorded(reason: string): boolean {
  return reason === "recorded" || reason.startsWith("triggered-");
}

function Content({ truth }: { truth: Truth }) {
  if (truth.pageViews === 0) {
    return (
      <>
        <LeftOut truth={truth} />
        <Message icon={ScanEye} title="No page views in this range">
          Choose more days, or take a filter away.
        </Message>
      </>
    );
  }
  const recorded = truth.reasons
    .filter(({ reason }) => isRecorded(reason))
    .reduce((sum, { pageViews }) => sum + pageViews, 0);
  return (
    <>
      <p className="text-ink-muted">
        <b className="font-medium text-ink">{formatShare(recorded / truth.pageViews)}</b> of{" "}
        {formatPlural(truth.pageViews, "page view")} were recorded. What was not has its reason.
      </p>
      <LeftOut truth={truth} />
      <Card title="Over time">
        <Bars truth={truth} />
      </Card>
      <Card
        title="Reasons"
        actions={<DownloadMenu table="capture" label="Download the reasons" size="icon-small" />}
      >
        <ol className="divide-y divide-line">
          {truth.reasons.map(({ reason, pageViews, sessions, share }) => (
            <li key={reason} className="flex h-10 items-center gap-3">
              <span
                aria-hidden="true"
                className={cn(
                  "size-2.5 rounded-full",
                  isRecorded(reason) ? "bg-pulse" : "bg-line-strong",
                )}
              />
              <span className="min-w-0 flex-1 truncate">
                {reason === "" ? "not told" : reasonLabel(reason)}
              </span>
              <SessionsNumber more={happening("capture", reason)}>
                {formatPlural(sessions, "session")}
              </SessionsNumber>
              <span className="w-16 text-right">
                <SessionsNumber more={happening("capture", reason)}>
                  {formatCount(pageViews)}
                </SessionsNumber>
              </span>
              <span className="w-12 text-right text-ink-faint tabular-nums">
                {formatShare(share)}
              </span>
            </li>
          ))}
        </ol>
      </Card>
    </>
  );
}

/** What no number counts: nothing is dropped in silence. */
function LeftOut({ truth: { own, crawlers } }: { truth: Truth }) {
  if (own.pageViews + crawlers.pageViews === 0) return null;
  return (
    <p className="text-ink-muted">
      Left out of every number: {formatPlural(own.pageViews, "page view")} of{" "}
      <SessionsNumber more={{ visitorType: "own" }}>
        {formatPlural(own.sessions, "own session")}
      </SessionsNumber>{" "}
      and {formatPlural(crawlers.pageViews, "page view")} of{" "}
      {formatPlural(crawlers.sessions, "crawler session")}.
    </p>
  );
}

function Bars({ truth: { buckets, interval } }: { truth: Truth }) {
  const by = INTERVALS.find((one) => one === interval) ?? "day";
  const sums = buckets.map(({ date, pageViews }) => {
    const entries = Object.entries(pageViews);
    const all = entries.reduce((sum, [, count]) => sum + count, 0);
    const recorded = entries
      .filter(([reason]) => isRecorded(reason))
      .reduce((sum, [, count]) => sum + count, 0);
    return { date, all, recorded, ...bucketWords(date, by) };
  });
  const highest = Math.max(1, ...sums.map(({ all }) => all));
  return (
    <>
      <ol className="flex h-36 items-end gap-1">
        {sums.map(({ date, all, recorded, long }) => (
          <li
            key={date}
            title={`${long}: ${formatCount(recorded)} of ${formatCount(all)} recorded`}
            className="flex min-w-0 flex-1 flex-col justify-end overflow-hidden rounded-t-sm bg-line-strong"
            style={{ height: `${(all / highest) * 100}%` }}
          >
            <span
              className="block bg-pulse"
              style={{ height: `${all === 0 ? 0 : (recorded / all) * 100}%` }}
            />
            <span className="sr-only">
              {long}: {recorded} of {all} recorded
            </span>
          </li>
        ))}
      </ol>
      <p className="mt-1 flex justify-between text-ink-faint text-xs">
        <span>{sums[0]?.short}</span>
        <span>{sums.at(-1)?.short}</span>
      </p>
    </>
  );
}
