import { createColumnHelper, tableFeatures } from "@tanstack/react-table";
import type { SessionSummary } from "../../api";
import { ActivityStrip } from "../../components/activity-strip";
import { InProgressBadge } from "../../components/badge";
import { cn } from "../../components/class-names";
import { Tinted } from "../../components/tinted";
import type { Sort } from "../../filters/filters";
import { formatCount, formatDuration } from "../../format";
import { DeviceCell, Journey, Signals, Started, Visitor } from "./cells";
import { Country } from "./country";

declare module "@tanstack/react-table" {
  interface ColumnMeta<TFeatures, TData, TValue> {
    /** Where the column stands and whether it gives way when the list is narrow. */
    className?: string;
    /** The orders that its header offers; the first one is taken first. */
    sorts?: readonly Sort[];
  }
}

export const features = tableFeatures({});
const column = createColumnHelper<typeof features, SessionSummary>();

/** The first column to leave when there is little room, and those that leave next. */
const WIDEST_ONLY = "@max-[1169px]:hidden";
const WIDE_ONLY = "@max-[1039px]:hidden";

/** The widths of the columns below, in order: all, without the first to leave, without the next. */
const WIDTHS = [
  "grid-cols-[136px_minmax(160px,1fr)_48px_64px_120px_118px_160px_118px_100px]",
  "@max-[1169px]:grid-cols-[136px_minmax(160px,1fr)_48px_64px_120px_118px_160px_100px]",
  "@max-[1039px]:grid-cols-[136px_minmax(140px,1fr)_48px_64px_118px_100px]",
];

export const GRID = cn("grid items-center gap-x-3", WIDTHS);

export const columns = column.columns([
  column.display({
    id: "visitor",
    header: "Visitor",
    cell: ({ row }) => <Visitor session={row.original} />,
  }),
  column.display({
    id: "journey",
    header: "From, to",
    cell: ({ row }) => <Journey session={row.original} />,
  }),
  column.accessor("pageViewCount", {
    header: "Pages",
    meta: { className: "text-right tabular-nums", sorts: ["-pageViews"] },
    cell: ({ getValue }) => <Tinted value={getValue()}>{formatCount(getValue())}</Tinted>,
  }),
  column.accessor("durationMs", {
    header: "Duration",
    meta: { className: "text-right tabular-nums", sorts: ["-duration"] },
    cell: ({ getValue }) => <Tinted value={getValue()}>{formatDuration(getValue())}</Tinted>,
  }),
  column.accessor("activity", {
    header: "Activity",
    meta: { className: cn(WIDE_ONLY, "pl-3") },
    cell: ({ getValue }) => <ActivityStrip activity={getValue()} />,
  }),
  column.display({
    id: "signals",
    header: "Clicks, errors",
    meta: { sorts: ["-clicks", "-errors"] },
    cell: ({ row }) => <Signals session={row.original} />,
  }),
  column.display({
    id: "device",
    header: "Device",
    meta: { className: WIDE_ONLY },
    cell: ({ row }) => <DeviceCell session={row.original} />,
  }),
  column.accessor("country", {
    header: "Country",
    meta: { className: WIDEST_ONLY },
    cell: ({ getValue }) => <Country code={getValue()} />,
  }),
  column.accessor("startedAt", {
    header: "When",
    meta: { className: "text-right", sorts: ["-startedAt", "startedAt"] },
    cell: ({ row }) =>
      row.original.inProgress ? (
        <span className="flex justify-end">
          <InProgressBadge />
        </span>
      ) : (
        <Started session={row.original} />
      ),
  }),
]);
