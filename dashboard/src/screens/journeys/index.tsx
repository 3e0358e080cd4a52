import { getRouteApi, useNavigate } from "@tanstack/react-router";
import type { EChartsType } from "echarts/core";
import { Route } from "lucide-react";
import { useCallback, useMemo } from "react";
import { Card } from "../../analytics/card";
import { DownloadMenu } from "../../analytics/download-menu";
import { PageLink, SessionsNumber } from "../../analytics/links";
import { formatShare } from "../../analytics/metrics";
import { Nothing } from "../../analytics/nothing";
import { useAnalytics } from "../../analytics/question";
import { AnalyticsScreen } from "../../analytics/screen";
import { SearchBox } from "../../analytics/search-box";
import { Chart } from "../../charts/chart";
import type { Colors } from "../../charts/colors";
import { DataTable, type PlainColumn } from "../../components/data-table";
import { Select } from "../../components/select";
import { elsewhere, happening, pageName } from "../../filters/happenings";
import { formatCount, formatPlural } from "../../format";
import { type FlowNode, flowOption, OTHER } from "./flow";
import { STEPS } from "./search";

const route = getRouteApi("/p/$projectId/journeys");
/** Pages that are told apart at a step; all others are one. */
const PAGES_PER_STEP = 7;

type Journeys = NonNullable<ReturnType<typeof useAnalytics<"/api/analytics/journeys">>["data"]>;

/** Which pages are seen one after the other, and where sessions end. */
export function JourneysScreen() {
  const { start = "", steps = 4 } = route.useSearch();
  const found = useAnalytics("/api/analytics/journeys", {
    start,
    steps,
    pagesPerStep: PAGES_PER_STEP,
  });
  return (
    <AnalyticsScreen title="Journeys" found={found} tools={<Tools />}>
      {(answer) => <Content answer={answer} />}
    </AnalyticsScreen>
  );
}

function Tools() {
  const { start = "", steps = 4 } = route.useSearch();
  const navigate = useNavigate({ from: "/p/$projectId/journeys" });
  return (
    <>
      <SearchBox label="Begin at a page" value={start} name="start" />
      <Select
        aria-label="Pages of a journey"
        value={String(steps)}
        choices={STEPS.map((count) => ({ value: String(count), label: `${count} pages` }))}
        onChange={(chosen) =>
          void navigate({ search: (previous) => ({ ...previous, steps: Number(chosen) }) })
        }
        className="h-8"
      />
      <DownloadMenu
        table="journeys"
        label="Download the pages by step"
        more={{ start, steps, pagesPerStep: PAGES_PER_STEP }}
      />
    </>
  );
}

function Content({ answer: { sessions, nodes, links } }: { answer: Journeys }) {
  const { start } = route.useSearch();
  const option = useCallback((colors: Colors) => flowOption(nodes, links, colors), [nodes, links]);
  const rows = useMemo(() => rowsOf(nodes), [nodes]);
  const navigate = useNavigate({ from: "/p/$projectId/journeys" });
  const onReady = useCallback(
    (chart: EChartsType) => {
      const open = (event: { dataType?: string; name?: string }): void => {
        const page = event.name?.slice(event.name.indexOf(" ") + 1);
        if (event.dataType === "node" && page && page !== OTHER) {
          void navigate({ search: (previous) => ({ ...previous, start: page }) });
        }
      };
      chart.on("click", open as never);
      return () => void chart.off("click");
    },
    [navigate],
  );
  if (sessions === 0) {
    return (
      <Nothing icon={Route} title={start ? "Nobody saw such a page" : "No journeys in this range"}>
        {start
          ? "Take another beginning: * stands for any text."
          : "Choose more days, or take a filter away."}
      </Nothing>
    );
  }
  return (
    <>
      <Card
        title="From page to page"
        actions={
          <span className="text-ink-muted text-xs">{formatPlural(sessions, "session")}</span>
        }
      >
        <div className="overflow-x-auto">
          <Chart
            option={option}
            onReady={onReady}
            label="Flow of sessions from page to page; the table below says the same."
            className="h-[28rem] min-w-[52rem]"
          />
        </div>
        <p className="text-ink-faint text-xs">
          A page that more than half leave from is amber. Press a page to begin there.
        </p>
      </Card>
      <DataTable
        label="Pages by step"
        columns={COLUMNS}
        rows={rows}
        idOf={({ step, page }) => `${step} ${page}`}
      />
    </>
  );
}

/** A page at a step, with the pages that are told apart there. */
type Row = FlowNode & { listed: readonly string[] };

function rowsOf(nodes: readonly FlowNode[]): Row[] {
  const pages = (step: number) =>
    nodes.filter((node) => node.step === step && node.page !== OTHER).map(({ page }) => page);
  return nodes.map((node) => ({ ...node, listed: node.page === OTHER ? pages(node.step) : [] }));
}

const COLUMNS: PlainColumn<Row>[] = [
  {
    id: "step",
    header: "Step",
    cell: ({ row: { original } }) => <span className="tabular-nums">{original.step}</span>,
  },
  {
    id: "page",
    header: "Page",
    cell: ({ row: { original } }) => (
      <span className="block max-w-96 truncate" title={original.page}>
        {original.page === OTHER ? (
          "All others"
        ) : (
          <PageLink page={original.page}>{pageName(original.page)}</PageLink>
        )}
      </span>
    ),
  },
  {
    id: "sessions",
    header: "Sessions",
    cell: ({ row: { original } }) => (
      <StepNumber node={original} kind="step" number={original.sessions} />
    ),
  },
  {
    id: "exits",
    header: "Left the site here",
    cell: ({ row: { original } }) => (
      <span className="flex items-baseline gap-2 tabular-nums">
        <StepNumber node={original} kind="left" number={original.exits} />
        <span className="text-ink-faint text-xs">
          {formatShare(original.sessions ? original.exits / original.sessions : 0)}
        </span>
      </span>
    ),
  },
];

/** Opens the sessions of a page at a step; what is not told apart is all but the others' pages. */
function StepNumber({
  node: { page, step, listed },
  kind,
  number,
}: {
  node: Row;
  kind: "step" | "left";
  number: number;
}) {
  const { start = "" } = route.useSearch();
  const from = start || "*";
  const more =
    page === OTHER ? elsewhere(kind, step, listed, from) : happening(kind, step, page, from);
  if (more === null || number === 0) {
    return <span className="tabular-nums">{formatCount(number)}</span>;
  }
  return <SessionsNumber more={more}>{formatCount(number)}</SessionsNumber>;
}
