import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { MousePointerClick, Sparkles } from "lucide-react";
import { DownloadMenu } from "../../analytics/download-menu";
import { PageLink, SessionsNumber } from "../../analytics/links";
import { Nothing } from "../../analytics/nothing";
import { useAnalytics } from "../../analytics/question";
import { AnalyticsScreen } from "../../analytics/screen";
import { SearchBox } from "../../analytics/search-box";
import { Sparkline } from "../../charts/sparkline";
import { DataTable, type PlainColumn } from "../../components/data-table";
import { Select } from "../../components/select";
import { When } from "../../components/when";
import { happening, pageName } from "../../filters/happenings";
import { formatCount } from "../../format";
import { useProject } from "../../project";
import { EventDetail } from "./detail";

const route = getRouteApi("/p/$projectId/events");

type Events = NonNullable<ReturnType<typeof useAnalytics<"/api/analytics/events">>["data"]>;
type Row = Events["events"][number];

const KINDS = [
  { value: "all", label: "All events" },
  { value: "custom", label: "Custom events" },
  { value: "click", label: "Clicks" },
] as const;

/** What visitors did, by name: the site's own events, and clicks that nobody had to name. */
export function EventsScreen() {
  const { kind, find = "", name } = route.useSearch();
  const found = useAnalytics("/api/analytics/events", {
    ...(kind ? { kind } : {}),
    search: find,
    limit: 200,
  });
  return (
    <AnalyticsScreen title="Events" found={found} tools={<Tools />}>
      {(answer) => (
        <>
          {name ? <EventDetail name={name} /> : null}
          <Table answer={answer} isFound={find !== ""} />
        </>
      )}
    </AnalyticsScreen>
  );
}

function Tools() {
  const { kind, find = "" } = route.useSearch();
  const navigate = useNavigate({ from: "/p/$projectId/events" });
  return (
    <>
      <SearchBox label="Find an event" value={find} />
      <Select
        aria-label="Kind of events"
        value={kind ?? "all"}
        choices={KINDS}
        onChange={(chosen) =>
          void navigate({
            search: (previous) => ({ ...previous, kind: chosen === "all" ? undefined : chosen }),
          })
        }
        className="h-8"
      />
      <DownloadMenu
        table="events"
        label="Download the events"
        more={{ ...(kind ? { kind } : {}), search: find }}
      />
    </>
  );
}

function Table({ answer, isFound }: { answer: Events; isFound: boolean }) {
  if (answer.events.length === 0) {
    return (
      <Nothing
        icon={Sparkles}
        title={isFound ? "No event is called so" : "No events in this range"}
      >
        {isFound ? (
          "Look for another part of the name."
        ) : (
          <>
            Clicks are named by what was clicked. Your own events come from{" "}
            <code>pulse.track("signup", {"{ plan: 'pro' }"})</code>.
          </>
        )}
      </Nothing>
    );
  }
  return (
    <>
      <DataTable
        label="Events"
        columns={COLUMNS}
        rows={answer.events}
        idOf={({ kind, name, pageURL }) => `${kind} ${name} ${pageURL}`}
        narrow="figures"
      />
      <p className="text-ink-muted text-xs">
        {formatCount(answer.events.length)} of {formatCount(answer.total)} names.
      </p>
    </>
  );
}

function Name({ row: { kind, name, pageURL } }: { row: Row }) {
  const navigate = useNavigate({ from: "/p/$projectId/events" });
  if (kind === "click") {
    return (
      <span className="flex min-w-0 items-center gap-2">
        <MousePointerClick aria-label="Click" className="size-4 shrink-0 text-ink-faint" />
        <span className="flex min-w-0 flex-col">
          <span className="max-w-96 truncate">{name}</span>
          <PageLink page={pageURL} className="max-w-96 text-ink-faint text-xs">
            {pageName(pageURL)}
          </PageLink>
        </span>
      </span>
    );
  }
  return (
    <button
      type="button"
      onClick={() => void navigate({ search: (previous) => ({ ...previous, name }) })}
      className="flex min-w-0 items-center gap-2 rounded-sm hover:text-pulse"
    >
      <Sparkles aria-label="Custom event" className="size-4 shrink-0 text-pulse" />
      <span className="truncate font-medium underline decoration-line-strong underline-offset-2">
        {name}
      </span>
    </button>
  );
}

/** A number of an event, which opens the sessions that it was in. */
function Opened({ row: { kind, name, pageURL }, number }: { row: Row; number: number }) {
  const more = kind === "custom" ? { event: name } : happening("click", pageURL, name);
  return <SessionsNumber more={more}>{formatCount(number)}</SessionsNumber>;
}

function Last({ at }: { at: number }) {
  return <When at={at} timeZone={useProject().settings.timeZone} />;
}

const COLUMNS: PlainColumn<Row>[] = [
  { id: "name", header: "Event", cell: ({ row: { original } }) => <Name row={original} /> },
  {
    id: "count",
    header: "Times",
    cell: ({ row: { original } }) => <Opened row={original} number={original.count} />,
  },
  {
    id: "sessions",
    header: "Sessions",
    cell: ({ row: { original } }) => <Opened row={original} number={original.sessions} />,
  },
  {
    id: "visitors",
    header: "Visitors",
    cell: ({ row: { original } }) => <Opened row={original} number={original.visitors} />,
  },
  {
    id: "trend",
    header: "Trend",
    cell: ({ row: { original } }) => (
      <span className="block w-28 max-sm:w-full">
        <Sparkline values={original.trend} />
      </span>
    ),
  },
  { id: "last", header: "Last", cell: ({ row: { original } }) => <Last at={original.lastAt} /> },
];
