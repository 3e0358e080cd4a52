import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { FileText } from "lucide-react";
import { DownloadMenu } from "../../analytics/download-menu";
import { HeatmapLink, PageLink, SessionsNumber } from "../../analytics/links";
import { formatShare } from "../../analytics/metrics";
import { Nothing } from "../../analytics/nothing";
import { useAnalytics } from "../../analytics/question";
import { AnalyticsScreen } from "../../analytics/screen";
import { SearchBox } from "../../analytics/search-box";
import { Vital } from "../../analytics/vital";
import type { VitalName } from "../../analytics/vitals";
import { DataTable, type PlainColumn } from "../../components/data-table";
import { Select } from "../../components/select";
import { felt, happening, pageName, withMore } from "../../filters/happenings";
import { formatCount, formatDuration } from "../../format";
import { SORTS } from "./search";

const route = getRouteApi("/p/$projectId/pages");

type PageTable = NonNullable<ReturnType<typeof useAnalytics<"/api/analytics/pages">>["data"]>;
type Row = PageTable["pages"][number];

/** Page by page: who saw it, how far they came, what hurt them. */
export function PagesScreen() {
  const { order = "pageViews", by = "page", find = "" } = route.useSearch();
  const found = useAnalytics("/api/analytics/pages", { by, sort: order, search: find, limit: 200 });
  return (
    <AnalyticsScreen title="Pages" found={found} tools={<Tools />}>
      {(table) => <Table table={table} isFound={find !== ""} />}
    </AnalyticsScreen>
  );
}

function Tools() {
  const { order = "pageViews", by = "page", find = "" } = route.useSearch();
  const navigate = useNavigate({ from: "/p/$projectId/pages" });
  return (
    <>
      <SearchBox label="Find a page" value={find} />
      <Select
        aria-label="Order"
        value={order}
        choices={SORTS}
        onChange={(chosen) =>
          void navigate({ search: (previous) => ({ ...previous, order: chosen }) })
        }
        className="h-8"
      />
      <Select
        aria-label="What is one page"
        value={by}
        choices={[
          {
            value: "page",
            label: "Like pages together",
            note: "/orders/17 and /orders/18 are one",
          },
          { value: "url", label: "Each address" },
        ]}
        onChange={(chosen) =>
          void navigate({
            search: (previous) => ({ ...previous, by: chosen === "url" ? "url" : undefined }),
          })
        }
        className="h-8"
      />
      <DownloadMenu
        table="pages"
        label="Download the pages"
        more={{ by, sort: order, search: find }}
      />
    </>
  );
}

function Table({ table, isFound }: { table: PageTable; isFound: boolean }) {
  if (table.pages.length === 0) {
    return (
      <Nothing
        icon={FileText}
        title={isFound ? "No page has this in its name" : "No page was seen in this range"}
      >
        {isFound
          ? "Look for another part of the address."
          : "Choose more days, or take a filter away."}
      </Nothing>
    );
  }
  return (
    <>
      <DataTable
        label="Pages"
        columns={COLUMNS}
        rows={table.pages}
        idOf={({ pageURL }) => pageURL}
        narrow="figures"
      />
      <p className="text-ink-muted text-xs">
        {formatCount(table.pages.length)} of {formatCount(table.total)} pages,{" "}
        {formatCount(table.pageViews)} page views in all.
      </p>
    </>
  );
}

const COLUMNS: PlainColumn<Row>[] = [
  {
    id: "page",
    header: "Page",
    cell: ({ row: { original } }) => (
      <span className="flex min-w-0 flex-col max-sm:py-0.5">
        <PageLink page={original.pageURL} className="max-w-80 font-medium">
          {pageName(original.pageURL)}
        </PageLink>
        <span className="max-w-80 truncate text-ink-faint text-xs">{original.title}</span>
      </span>
    ),
  },
  {
    id: "views",
    header: "Views",
    cell: ({ row: { original } }) => (
      <SessionsNumber more={{ pageURL: original.pageURL }}>
        {formatCount(original.pageViews)}
      </SessionsNumber>
    ),
  },
  {
    id: "sessions",
    header: "Sessions",
    cell: ({ row: { original } }) => (
      <SessionsNumber more={{ pageURL: original.pageURL }}>
        {formatCount(original.sessions)}
      </SessionsNumber>
    ),
  },
  {
    id: "entries",
    header: "Entries",
    cell: ({ row: { original } }) => (
      <SessionsNumber more={happening("entry", original.pageURL)}>
        {formatCount(original.entries)}
      </SessionsNumber>
    ),
  },
  {
    id: "exits",
    header: "Exits",
    cell: ({ row: { original } }) => (
      <span className="tabular-nums">
        <SessionsNumber more={happening("exit", original.pageURL)}>
          {formatCount(original.exits)}
        </SessionsNumber>{" "}
        <span className="text-ink-faint text-xs">{formatShare(original.exitRate)}</span>
      </span>
    ),
  },
  {
    id: "bounce",
    header: "Bounce",
    cell: ({ row: { original } }) => <Bounces row={original} />,
  },
  {
    id: "time",
    header: "Time",
    cell: ({ row: { original } }) => (
      <span className="tabular-nums">{formatDuration(original.averageTime)}</span>
    ),
  },
  {
    id: "scroll",
    header: "Scroll",
    cell: ({ row: { original } }) => (
      <span className="tabular-nums">
        {original.scrollDepth === null ? "–" : formatShare(original.scrollDepth)}
      </span>
    ),
  },
  {
    id: "hurts",
    header: "Rage · dead · errors",
    cell: ({ row: { original } }) => <Hurts row={original} />,
  },
  {
    id: "lcp",
    header: "LCP",
    cell: ({ row: { original } }) => <Felt row={original} name="LCP" value={original.lcp} />,
  },
  {
    id: "inp",
    header: "INP",
    cell: ({ row: { original } }) => <Felt row={original} name="INP" value={original.inp} />,
  },
  {
    id: "cls",
    header: "CLS",
    cell: ({ row: { original } }) => <Felt row={original} name="CLS" value={original.cls} />,
  },
  {
    id: "map",
    header: "",
    cell: ({ row: { original } }) => <HeatmapLink pageURL={original.pageURL} />,
  },
];

function Bounces({ row: { bounceRate, pageURL } }: { row: Row }) {
  if (bounceRate === null) return <span className="text-ink-faint">–</span>;
  const more = withMore(happening("entry", pageURL), happening("bounce"));
  return <SessionsNumber more={more}>{formatShare(bounceRate)}</SessionsNumber>;
}

function Felt({ row, name, value }: { row: Row; name: VitalName; value: number | null }) {
  if (value === null) return <Vital name={name} value={null} />;
  return (
    <SessionsNumber more={felt(name, { page: row.pageURL })}>
      <Vital name={name} value={value} />
    </SessionsNumber>
  );
}

const HURTS = [
  { name: "rageClicks", kind: "rage" },
  { name: "deadClicks", kind: "dead" },
  { name: "errors", kind: "page-error" },
] as const;

function Hurts({ row }: { row: Row }) {
  if (HURTS.every(({ name }) => row[name] === 0)) return <span className="text-ink-faint">–</span>;
  return (
    <span className="flex gap-2 text-attention tabular-nums">
      {HURTS.map(({ name, kind }) =>
        row[name] === 0 ? (
          <span key={name} className="text-ink-faint">
            0
          </span>
        ) : (
          <SessionsNumber key={name} more={happening(kind, row.pageURL)}>
            {formatCount(row[name])}
          </SessionsNumber>
        ),
      )}
    </span>
  );
}
