import type { components } from "@pagepulse/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, ExternalLink, FileText, Gauge } from "lucide-react";
import { intervalOf } from "../../analytics/buckets";
import { ChartChoices } from "../../analytics/chart-choices";
import { chartQuery } from "../../analytics/chart-search";
import { Nothing } from "../../analytics/nothing";
import { analyticsQuery } from "../../analytics/question";
import { Button } from "../../components/button";
import { ErrorMessage } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { FilterBar } from "../../filters/filter-bar";
import { pageName } from "../../filters/happenings";
import { useProject } from "../../project";
import { TopBar } from "../../shell/top-bar";
import { useTitle } from "../../shell/use-title";
import { Around, Elements, PageErrors, Sessions, Who } from "./cards";
import { Figures } from "./figures";
import { PAGE_METRICS, type PageMetric, type PageMetricName } from "./metrics";
import { Pictures } from "./pictures";
import { useBareQuestion } from "./question";
import { Trend } from "./trend";

const route = getRouteApi("/p/$projectId/pages/view");
type Detail = components["schemas"]["PageDetail"];
/** The page stands in the address by itself. */
const CHOSEN_HERE = ["pageURL"] as const;

/** Everything about one page: its numbers, who saw it, where they were before and went next. */
export function PageScreen() {
  const { page, interval, compare } = route.useSearch();
  const name = page === undefined ? "Page" : pageName(page);
  useTitle(name, useProject().name);
  const question = useBareQuestion();
  const found = useQuery({
    ...analyticsQuery("/api/analytics/page", question, {
      page: page ?? "-",
      ...chartQuery({ interval, compare }),
    }),
    enabled: page !== undefined,
  });
  return (
    <>
      <TopBar
        title={name}
        updatedAt={found.dataUpdatedAt || undefined}
        isFailing={found.isRefetchError}
      >
        <FilterBar without={CHOSEN_HERE} />
      </TopBar>
      <main className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-[1440px] flex-col gap-4 p-3 sm:p-5">
          <Tools detail={found.data} />
          {found.isError && !found.data ? (
            <ErrorMessage
              title="The page could not be loaded"
              error={found.error}
              onRetry={() => void found.refetch()}
            />
          ) : page === undefined || found.data?.now === null ? (
            <Nothing icon={FileText} title="Nobody saw this page in this range">
              Choose more days, take a filter away, or choose another page.
            </Nothing>
          ) : found.data ? (
            <Content detail={found.data} />
          ) : (
            <Loading />
          )}
        </div>
      </main>
    </>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-4">
      <Skeleton className="h-44 w-full rounded-lg" />
      <Skeleton className="h-72 w-full rounded-lg" />
    </div>
  );
}

/** The way back, what the page is called, and what else knows about it. */
function Tools({ detail }: { detail: Detail | undefined }) {
  const { projectId } = useProject();
  const page = detail?.pageURL;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button asChild look="ghost" size="small">
        <Link
          to="/p/$projectId/pages"
          params={{ projectId }}
          search={(previous) => ({ ...previous, page: undefined })}
        >
          <ArrowLeft aria-hidden="true" /> All pages
        </Link>
      </Button>
      <span className="min-w-0 truncate text-ink-muted" title={page}>
        {detail?.now?.title}
      </span>
      <span className="ml-auto flex gap-1">
        {page ? (
          <Button asChild look="ghost" size="small">
            <Link
              to="/p/$projectId/performance"
              params={{ projectId }}
              search={(previous) => ({ ...previous, page })}
            >
              <Gauge aria-hidden="true" /> Vitals on the page
            </Link>
          </Button>
        ) : null}
        <Address address={detail?.address ?? ""} />
      </span>
    </div>
  );
}

/** The page itself; only addresses of the web, for a visitor's browser told it. */
function Address({ address }: { address: string }) {
  if (!/^https?:\/\//.test(address)) return null;
  return (
    <Button asChild look="ghost" size="small">
      <a href={address} target="_blank" rel="noopener noreferrer nofollow">
        <ExternalLink aria-hidden="true" /> Open the page
      </a>
    </Button>
  );
}

function isDrawn(
  metric: PageMetric,
  name: PageMetricName,
): metric is PageMetric & { name: PageMetricName } {
  return metric.name === name;
}

function Content({ detail }: { detail: Detail }) {
  const { metric = "pageViews", compare } = route.useSearch();
  const navigate = route.useNavigate();
  const { pageURL: page, now, previous, buckets, previousBuckets, interval } = detail;
  const shown = PAGE_METRICS.find((one) => isDrawn(one, metric));
  if (!now) return null;
  return (
    <>
      <Figures
        now={now}
        before={previous}
        buckets={buckets}
        interval={intervalOf(interval)}
        chosen={metric}
        onChoose={(name) =>
          void navigate({
            search: (old) => ({ ...old, metric: name === "pageViews" ? undefined : name }),
            replace: true,
          })
        }
      />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <section className="min-w-0 rounded-lg border border-line bg-surface p-3">
          <header className="mb-2 flex flex-wrap items-center gap-2">
            <h2 className="font-medium">{shown?.label} over time</h2>
            <ChartChoices
              compare={compare}
              interval={interval}
              onChange={(change) =>
                void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
              }
            />
          </header>
          {shown && isDrawn(shown, metric) ? (
            <Trend
              page={page}
              metric={shown}
              interval={interval}
              buckets={buckets}
              before={previousBuckets}
            />
          ) : null}
        </section>
        <Pictures page={page} />
      </div>
      <div className="grid gap-4 lg:grid-cols-2">
        <Around
          page={page}
          entries={now.entries}
          exits={now.exits}
          cameFrom={detail.cameFrom}
          wentTo={detail.wentTo}
        />
        <Elements page={page} />
        <Who page={page} />
        <PageErrors page={page} />
        <Sessions page={page} />
      </div>
    </>
  );
}
