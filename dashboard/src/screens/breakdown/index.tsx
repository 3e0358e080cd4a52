import type { components } from "@pagepulse/contract";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { MonitorSmartphone, Signpost } from "lucide-react";
import { useMemo } from "react";
import { Change } from "../../analytics/change";
import { Countries } from "../../analytics/countries";
import { DownloadMenu } from "../../analytics/download-menu";
import { SessionsNumber } from "../../analytics/links";
import { formatShare } from "../../analytics/metrics";
import { Nothing } from "../../analytics/nothing";
import { useAnalytics } from "../../analytics/question";
import { AnalyticsScreen } from "../../analytics/screen";
import { SearchBox } from "../../analytics/search-box";
import { Button } from "../../components/button";
import { cn } from "../../components/class-names";
import { DataTable, type PlainColumn } from "../../components/data-table";
import { choiceLabel } from "../../filters/dimensions";
import { UNKNOWN } from "../../filters/filters";
import { happening, withMore } from "../../filters/happenings";
import { formatCount, formatDuration, formatPlural } from "../../format";
import type { BreakdownDimension } from "../overview/breakdown-card";
import { type BreakdownSearch, DEVICE_DIMENSIONS, SOURCE_DIMENSIONS } from "./search";

type Row = components["schemas"]["BreakdownRow"];

/** As many values as one answer holds. */
const LIMIT = 1_000;
/** Rows that are drawn at once; the search finds all others. */
const SHOWN = 200;

const LABELS: Partial<Record<BreakdownDimension, string>> = {
  channel: "Channels",
  source: "Sources",
  utmCampaign: "Campaigns",
  utmMedium: "Campaign media",
  device: "Devices",
  browser: "Browsers",
  os: "Systems",
  screen: "Screens",
  language: "Languages",
  country: "Countries",
};

/** What stands for a value that nobody told. */
const UNTOLD: Partial<Record<BreakdownDimension, string>> = {
  source: "Direct",
  utmCampaign: "No campaign",
  utmMedium: "No medium",
};

function labelOf(dimension: BreakdownDimension, value: string): string {
  return value === "" ? (UNTOLD[dimension] ?? "Unknown") : choiceLabel(dimension, value);
}

/** What brought the visitors: channels, AI assistants among them, sources and campaigns. */
export function SourcesScreen() {
  return <BreakdownScreen title="Sources" dimensions={SOURCE_DIMENSIONS} />;
}

/** What the visitors came with, and from where. */
export function DevicesScreen() {
  return <BreakdownScreen title="Devices" dimensions={DEVICE_DIMENSIONS} />;
}

function BreakdownScreen({
  title,
  dimensions,
}: {
  title: string;
  dimensions: readonly BreakdownDimension[];
}) {
  const search: BreakdownSearch = useSearch({ strict: false });
  const dimension = search.dimension ?? dimensions[0] ?? "channel";
  const found = useAnalytics("/api/analytics/breakdown", {
    dimension,
    limit: LIMIT,
    compare: "previous",
  });
  return (
    <AnalyticsScreen
      title={title}
      found={found}
      tools={
        <>
          <Dimensions dimensions={dimensions} chosen={dimension} />
          <SearchBox label="Find a value" value={search.find ?? ""} />
          <DownloadMenu
            table="breakdown"
            label={`Download ${LABELS[dimension]?.toLowerCase()}`}
            more={{ dimension }}
          />
        </>
      }
    >
      {({ rows, total }) => (
        <>
          {dimension === "country" ? <Countries /> : null}
          <Rows
            title={title}
            dimension={dimension}
            rows={rows}
            total={total}
            find={search.find ?? ""}
          />
        </>
      )}
    </AnalyticsScreen>
  );
}

function Dimensions({
  dimensions,
  chosen,
}: {
  dimensions: readonly BreakdownDimension[];
  chosen: BreakdownDimension;
}) {
  const navigate = useNavigate();
  return (
    <div role="tablist" aria-label="By" className="flex flex-wrap gap-0.5">
      {dimensions.map((dimension, n) => (
        <Button
          key={dimension}
          role="tab"
          look="ghost"
          size="small"
          aria-selected={dimension === chosen}
          className={cn(dimension === chosen && "bg-hover text-ink")}
          onClick={() =>
            void navigate({
              to: ".",
              search: (previous) => ({
                ...previous,
                dimension: n === 0 ? undefined : dimension,
                find: undefined,
              }),
              replace: true,
            })
          }
        >
          {LABELS[dimension]}
        </Button>
      ))}
    </div>
  );
}

function Rows({
  title,
  dimension,
  rows,
  total,
  find,
}: {
  title: string;
  dimension: BreakdownDimension;
  rows: readonly Row[];
  total: number;
  find: string;
}) {
  const columns = useMemo(() => columnsOf(dimension), [dimension]);
  const wanted = find.toLowerCase();
  const fitting = rows.filter(({ value }) =>
    `${labelOf(dimension, value)} ${value}`.toLowerCase().includes(wanted),
  );
  if (fitting.length === 0) {
    return (
      <Nothing
        icon={title === "Sources" ? Signpost : MonitorSmartphone}
        title={find ? "No value has this in its name" : "No sessions in this range"}
      >
        {find ? "Look for another part of it." : "Choose more days, or take a filter away."}
      </Nothing>
    );
  }
  const shown = fitting.slice(0, SHOWN);
  return (
    <>
      <DataTable
        label={LABELS[dimension] ?? title}
        columns={columns}
        rows={shown}
        idOf={({ value }) => value}
        narrow="figures"
      />
      <p className="text-ink-muted text-xs">
        {shown.length === total
          ? formatPlural(total, "value")
          : `${formatCount(shown.length)} of ${formatPlural(total, "value")}`}
        . The change is that of the visitors against the range before.
      </p>
    </>
  );
}

function columnsOf(dimension: BreakdownDimension): PlainColumn<Row>[] {
  const of = ({ value }: Row) => ({ [dimension]: [value === "" ? UNKNOWN : value] });
  const number = (
    id: string,
    header: string,
    textOf: (row: Row) => string,
    more: (row: Row) => object = of,
  ): PlainColumn<Row> => ({
    id,
    header,
    cell: ({ row: { original } }) => (
      <SessionsNumber more={more(original)}>{textOf(original)}</SessionsNumber>
    ),
  });
  return [
    {
      id: "value",
      header: LABELS[dimension] ?? "Value",
      cell: ({ row: { original } }) => <Value dimension={dimension} row={original} />,
    },
    number("visitors", "Visitors", ({ visitors }) => formatCount(visitors)),
    {
      id: "share",
      header: "Share",
      cell: ({ row: { original } }) => <Share share={original.share} />,
    },
    {
      id: "change",
      header: "Change",
      cell: ({ row: { original } }) =>
        original.previous === null ? (
          <span className="text-ink-faint">–</span>
        ) : (
          <Change now={original.visitors} before={original.previous} isMoreGood />
        ),
    },
    number("sessions", "Sessions", ({ sessions }) => formatCount(sessions)),
    number("views", "Page views", ({ pageViews }) => formatCount(pageViews)),
    number(
      "bounce",
      "Bounce",
      ({ bounceRate }) => formatShare(bounceRate),
      (row) => withMore(of(row), happening("bounce")),
    ),
    number("duration", "Duration", ({ averageDuration }) => formatDuration(averageDuration)),
    number(
      "frustrated",
      "Frustrated",
      ({ frustrationRate }) => formatShare(frustrationRate),
      (row) => withMore(of(row), happening("frustration")),
    ),
  ];
}

/** A value that filters the screen by itself. */
function Value({ dimension, row: { value } }: { dimension: BreakdownDimension; row: Row }) {
  const navigate = useNavigate();
  return (
    <button
      type="button"
      title="Show only these"
      onClick={() =>
        void navigate({
          to: ".",
          search: (previous) => ({ ...previous, [dimension]: [value === "" ? UNKNOWN : value] }),
        })
      }
      className="max-w-80 truncate rounded-sm text-left font-medium hover:text-pulse hover:underline"
    >
      {labelOf(dimension, value)}
    </button>
  );
}

function Share({ share }: { share: number }) {
  return (
    <span className="flex items-center gap-2 tabular-nums">
      <span
        aria-hidden="true"
        className="h-1.5 w-24 overflow-hidden rounded-full bg-sunken max-sm:w-8"
      >
        <span className="block h-full rounded-full bg-pulse" style={{ width: `${share * 100}%` }} />
      </span>
      {formatShare(share)}
    </span>
  );
}
