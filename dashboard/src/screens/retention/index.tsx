import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Undo2 } from "lucide-react";
import { bucketWords } from "../../analytics/buckets";
import { DownloadMenu } from "../../analytics/download-menu";
import { SessionsNumber } from "../../analytics/links";
import { formatShare } from "../../analytics/metrics";
import { Nothing } from "../../analytics/nothing";
import { useAnalytics } from "../../analytics/question";
import { AnalyticsScreen } from "../../analytics/screen";
import { Select } from "../../components/select";
import { todayIn } from "../../filters/dates";
import { type Filters, rangeOf } from "../../filters/filters";
import { useFilters } from "../../filters/use-filters";
import { formatCount, formatPlural } from "../../format";
import { useProject } from "../../project";
import { periodsBegun, sessionsOf } from "./cells";
import { PERIODS, type Period } from "./search";

const route = getRouteApi("/p/$projectId/retention");

type Retention = NonNullable<ReturnType<typeof useAnalytics<"/api/analytics/retention">>["data"]>;
type Cohort = Retention["cohorts"][number];

/** How many of the visitors who came first in a period came back in later ones. */
export function RetentionScreen() {
  const { period = "week" } = route.useSearch();
  const found = useAnalytics("/api/analytics/retention", { period });
  const navigate = useNavigate({ from: "/p/$projectId/retention" });
  const tools = (
    <>
      <Select
        aria-label="Length of a period"
        value={period}
        choices={PERIODS.map((one) => ({ value: one, label: `By ${one}` }))}
        onChange={(chosen) =>
          void navigate({ search: (previous) => ({ ...previous, period: chosen }) })
        }
        className="h-8"
      />
      <DownloadMenu table="retention" label="Download who came back" more={{ period }} />
    </>
  );
  return (
    <AnalyticsScreen title="Retention" found={found} tools={tools}>
      {({ cohorts }) => <Matrix cohorts={cohorts} period={period} />}
    </AnalyticsScreen>
  );
}

function Matrix({ cohorts, period }: { cohorts: readonly Cohort[]; period: Period }) {
  const { filters } = useFilters();
  const { timeZone } = useProject().settings;
  if (cohorts.length === 0) {
    return (
      <Nothing icon={Undo2} title="Nobody came for the first time in this range">
        Only visitors whose browser keeps an id can be known again: without one, as with consent
        refused or in the cookieless mode, everybody is new.
      </Nothing>
    );
  }
  const asked = { filters, period, timeZone, range: rangeOf(filters, timeZone, Date.now()) };
  const today = todayIn(timeZone, Date.now());
  const begun = cohorts.map(({ date }) => periodsBegun(date, period, today));
  const places = Array.from({ length: Math.max(...begun) }, (_, n) => n);
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table aria-label="Retention" className="w-full border-separate border-spacing-0.5 p-2">
        <thead>
          <tr className="text-ink-muted text-xs">
            <th scope="col" className="px-2 py-1 text-left font-medium">
              First came
            </th>
            <th scope="col" className="px-2 py-1 text-right font-medium">
              Visitors
            </th>
            {places.map((n) => (
              <th
                key={n}
                scope="col"
                className="whitespace-nowrap px-2 py-1 text-center font-medium"
              >
                {n === 0 ? `same ${period}` : `+${formatPlural(n, period)}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cohorts.map((cohort, row) => (
            <tr key={cohort.date}>
              <th
                scope="row"
                className="sticky left-0 z-1 whitespace-nowrap bg-surface px-2 text-left font-normal"
              >
                <span className="max-sm:hidden">{bucketWords(cohort.date, period).long}</span>
                <span className="sm:hidden">{bucketWords(cohort.date, period).short}</span>
              </th>
              <td className="px-2 text-right">
                <Opened more={sessionsOf(asked, cohort.date, 0)} title="See their sessions">
                  {formatCount(cohort.visitors)}
                </Opened>
              </td>
              {places.map((n) => (
                <Cell
                  key={n}
                  share={n < (begun[row] ?? 0) ? (cohort.shares[n] ?? 0) : undefined}
                  count={cohort.returned[n] ?? 0}
                  more={sessionsOf(asked, cohort.date, n)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The more came back, the stronger the colour; the number says it as well, and opens them. */
function Cell({
  share,
  count,
  more,
}: {
  share: number | undefined;
  count: number;
  more: Filters | null;
}) {
  if (share === undefined) return <td />;
  return (
    <td className="relative h-9 min-w-14 text-center">
      <span
        aria-hidden="true"
        className="absolute inset-0 rounded-sm bg-pulse"
        style={{ opacity: 0.04 + share * 0.4 }}
      />
      <span className="relative">
        <Opened
          more={count > 0 ? more : null}
          title={`See the sessions of ${formatPlural(count, "visitor")}`}
        >
          {formatShare(share)}
        </Opened>
      </span>
    </td>
  );
}

function Opened({
  more,
  title,
  children,
}: {
  more: Filters | null;
  title: string;
  children: string;
}) {
  if (more === null) return <span className="tabular-nums">{children}</span>;
  return (
    <SessionsNumber more={more} isInstead title={title}>
      {children}
    </SessionsNumber>
  );
}
