import { ScanEye } from "lucide-react";
import { bucketWords, intervalOf } from "../../analytics/buckets";
import { Card } from "../../analytics/card";
import { DownloadMenu } from "../../analytics/download-menu";
import { SessionsNumber } from "../../analytics/links";
import { formatShare } from "../../analytics/metrics";
import { Nothing } from "../../analytics/nothing";
import { useAnalytics } from "../../analytics/question";
import { AnalyticsScreen } from "../../analytics/screen";
import { BarScale } from "../../charts/bar-scale";
import { cn } from "../../components/class-names";
import { happening } from "../../filters/happenings";
import { formatCount, formatPlural } from "../../format";
import { reasonLabel } from "../capture-reason";
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
        <Nothing icon={ScanEye} title="No page views in this range">
          Choose more days, or take a filter away.
        </Nothing>
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
            <li key={reason} className="flex min-h-10 items-center gap-3 py-1">
              <Dot isRecorded={isRecorded(reason)} />
              <span className="min-w-0 flex-1">
                {reason === "" ? "Not told" : reasonLabel(reason)}
              </span>
              <span className="max-sm:hidden">
                <SessionsNumber more={happening("capture", reason)}>
                  {formatPlural(sessions, "session")}
                </SessionsNumber>
              </span>
              <span className="w-32 text-right">
                <SessionsNumber more={happening("capture", reason)}>
                  {formatPlural(pageViews, "page view")}
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
  const by = intervalOf(interval);
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
      <BarScale highest={highest} unit="page view" />
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
      <Dates words={sums.map(({ short }) => short)} />
      <p className="mt-2 flex gap-4 text-ink-muted text-xs">
        <Meaning isRecorded>recorded</Meaning>
        <Meaning isRecorded={false}>not recorded</Meaning>
      </p>
    </>
  );
}

/** As many dates as fit below their bars where it is narrow. */
const MOST_DATES = 7;

function Dates({ words }: { words: readonly string[] }) {
  const isEach = words.length <= MOST_DATES;
  const shown = isEach ? words : [words[0], words.at(-1)];
  return (
    <p className={cn("mt-1 flex gap-1 text-ink-faint text-xs", isEach ? "" : "justify-between")}>
      {shown.map((word) => (
        <span key={word} className={isEach ? "flex-1 text-center" : ""}>
          {word}
        </span>
      ))}
    </p>
  );
}

function Meaning({ isRecorded, children }: { isRecorded: boolean; children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <Dot isRecorded={isRecorded} /> {children}
    </span>
  );
}

function Dot({ isRecorded }: { isRecorded: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={cn("size-2.5 shrink-0 rounded-full", isRecorded ? "bg-pulse" : "bg-line-strong")}
    />
  );
}
