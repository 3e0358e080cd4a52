import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { ChartLine, MonitorPlay } from "lucide-react";
import { intervalOf } from "../../analytics/buckets";
import { ChartChoices } from "../../analytics/chart-choices";
import { chartQuery, compareQuery } from "../../analytics/chart-search";
import { Countries } from "../../analytics/countries";
import { DownloadMenu } from "../../analytics/download-menu";
import { METRICS, type MetricName } from "../../analytics/metrics";
import { Nothing } from "../../analytics/nothing";
import { useAnalytics } from "../../analytics/question";
import { Button } from "../../components/button";
import { ErrorMessage } from "../../components/message";
import { FilterBar } from "../../filters/filter-bar";
import { type HappeningKind, happening, withMore } from "../../filters/happenings";
import { formatPlural } from "../../format";
import { useProject } from "../../project";
import { TopBar } from "../../shell/top-bar";
import { useTitle } from "../../shell/use-title";
import { BreakdownCard, type Choice } from "./breakdown-card";
import { Figures } from "./figures";
import { GoalsCard } from "./goals-card";
import { LatestCard } from "./latest-card";
import { PagesCard } from "./pages-card";
import { Trend } from "./trend";

const SOURCES: readonly Choice[] = [
  { dimension: "channel", label: "Channels", unknown: "Direct" },
  { dimension: "source", label: "Sources", unknown: "Direct" },
  { dimension: "utmCampaign", label: "Campaigns", unknown: "No campaign" },
];
const DEVICES: readonly Choice[] = [
  { dimension: "device", label: "Devices", unknown: "Unknown" },
  { dimension: "browser", label: "Browsers", unknown: "Unknown" },
  { dimension: "os", label: "Systems", unknown: "Unknown" },
  { dimension: "screen", label: "Screens", unknown: "Unknown" },
  { dimension: "language", label: "Languages", unknown: "Unknown" },
];
const DOORS: readonly Choice[] = [
  { dimension: "entryPage", label: "Entry", unknown: "Unknown" },
  { dimension: "exitPage", label: "Exit", unknown: "Unknown" },
];

const route = getRouteApi("/p/$projectId/overview");

/** How the site does: the numbers of the range, over time, and who they are made of. */
export function OverviewScreen() {
  useTitle("Overview", useProject().name);
  const { compare } = route.useSearch();
  const figures = useAnalytics("/api/analytics/overview", compareQuery(compare));
  return (
    <>
      <TopBar
        title="Overview"
        updatedAt={figures.dataUpdatedAt || undefined}
        isFailing={figures.isRefetchError}
      >
        <FilterBar />
      </TopBar>
      <main className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-[1440px] flex-col gap-4 p-3 sm:p-5">
          {figures.isError && !figures.data ? (
            <ErrorMessage
              title="The numbers could not be loaded"
              error={figures.error}
              onRetry={() => void figures.refetch()}
            />
          ) : (
            <Content figures={figures.data} />
          )}
        </div>
      </main>
    </>
  );
}

type Overview = NonNullable<ReturnType<typeof useAnalytics<"/api/analytics/overview">>["data"]>;

function Content({ figures }: { figures: Overview | undefined }) {
  const { metric = "visitors", interval, compare } = route.useSearch();
  const navigate = useNavigate({ from: "/p/$projectId/overview" });
  const drawn = chartQuery({ interval, compare });
  const series = useAnalytics("/api/analytics/timeseries", drawn);
  const shown = METRICS.find(({ name }) => name === metric) ?? METRICS[0];
  const choose = (name: MetricName) =>
    void navigate({
      search: (previous) => ({ ...previous, metric: name === "visitors" ? undefined : name }),
      replace: true,
    });
  if (figures?.sessions === 0) return <NoVisits crawlers={figures.crawlers} />;
  return (
    <>
      <Figures
        now={figures}
        before={figures?.previous}
        buckets={series.data?.buckets ?? []}
        interval={intervalOf(series.data?.interval)}
        chosen={metric}
        onChoose={choose}
      />
      <section className="rounded-lg border border-line bg-surface p-3">
        <header className="mb-2 flex flex-wrap items-center gap-2">
          <h2 className="font-medium">{shown?.label}</h2>
          <SessionsLink metric={metric} />
          <ChartChoices
            compare={compare}
            interval={series.data?.interval}
            onChange={(change) =>
              void navigate({ search: (previous) => ({ ...previous, ...change }), replace: true })
            }
          >
            <DownloadMenu
              table="timeseries"
              label="Download the numbers over time"
              more={drawn}
              size="icon-small"
            />
          </ChartChoices>
        </header>
        {series.isError && !series.data ? (
          <ErrorMessage
            title="The numbers over time could not be loaded"
            error={series.error}
            onRetry={() => void series.refetch()}
          />
        ) : null}
        {shown && (series.data || !series.isError) ? (
          <Trend
            metric={shown}
            interval={series.data?.interval}
            buckets={series.data?.buckets}
            before={series.data?.previous}
          />
        ) : null}
      </section>
      <div className="grid gap-4 lg:grid-cols-2">
        <PagesCard />
        <GoalsCard />
        <BreakdownCard title="Where visitors come from" choices={SOURCES} />
        <BreakdownCard title="Devices" choices={DEVICES} />
        <BreakdownCard title="First and last pages" choices={DOORS} />
        <LatestCard />
      </div>
      <Countries />
    </>
  );
}

/** Numbers that are a share of the sessions: these are what is opened. */
const SHARES: Partial<Record<MetricName, HappeningKind>> = {
  bounceRate: "bounce",
  frustrationRate: "frustration",
};

/** To exactly the sessions that the number is about. */
function SessionsLink({ metric }: { metric: MetricName }) {
  const { projectId } = useProject();
  const kind = SHARES[metric];
  const more = kind ? happening(kind) : {};
  return (
    <Button asChild look="ghost" size="small">
      <Link
        to="/p/$projectId/sessions"
        params={{ projectId }}
        search={(previous) => withMore(previous, more)}
      >
        <MonitorPlay aria-hidden="true" /> See the sessions
      </Link>
    </Button>
  );
}

function NoVisits({ crawlers }: { crawlers: number }) {
  return (
    <Nothing icon={ChartLine} title="No visits in this range">
      Choose more days, or take a filter away. New visits appear here within two seconds.
      {crawlers > 0 ? ` Left out: ${formatPlural(crawlers, "crawler session")}.` : null}
    </Nothing>
  );
}
