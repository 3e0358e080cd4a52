import { type CellData, type ColumnDef, tableFeatures, useTable } from "@tanstack/react-table";
import { cn } from "./class-names";
import { Skeleton } from "./skeleton";

/** A plain table of everything at once: no sorting, no selection. */
const plainTable = tableFeatures({});
export type PlainColumn<Row extends object> = ColumnDef<typeof plainTable, Row, CellData>;

/** A card of a narrow table: a line for each value, or three figures beside each other. */
type CardLayout = "lines" | "figures";

/** Rows as a table; where it is narrow each row is a card that names its values itself. */
export function DataTable<Row extends object>({
  label,
  columns,
  rows,
  idOf,
  narrow = "lines",
}: {
  label: string;
  /** Keep the list outside the component: a new one draws everything anew. */
  columns: PlainColumn<Row>[];
  rows: Row[];
  idOf: (row: Row, index: number) => string;
  /** `figures` for many short values behind one that names them. */
  narrow?: CardLayout;
}) {
  const table = useTable({ features: plainTable, columns, data: rows, getRowId: idOf });
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table aria-label={label} className="w-full border-collapse max-sm:block">
        <thead className="max-sm:sr-only">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} className="border-line border-b text-left text-ink-muted text-xs">
              {group.headers.map((header) => (
                <th key={header.id} scope="col" className="whitespace-nowrap px-3 py-2 font-medium">
                  <table.FlexRender header={header} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody className="divide-y divide-line max-sm:block">
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              className={cn(
                "max-sm:relative max-sm:py-2",
                narrow === "figures" ? "max-sm:grid max-sm:grid-cols-3" : "max-sm:block",
              )}
            >
              {row.getAllCells().map((cell) => (
                <td key={cell.id} className={cellLook(cell.column.columnDef.header, narrow)}>
                  <CardLabel header={cell.column.columnDef.header} />
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A cell is a line of its card; one without a header holds a button, which stands in the corner. */
function cellLook(header: unknown, narrow: CardLayout): string {
  return cn(
    "h-11 whitespace-nowrap px-3 py-1.5 max-sm:h-auto max-sm:min-h-8 max-sm:whitespace-normal max-sm:py-1 max-sm:[overflow-wrap:anywhere] max-sm:first:pr-10",
    header ? CARD_CELLS[narrow] : "max-sm:absolute max-sm:top-2 max-sm:right-0",
  );
}

const CARD_CELLS: Record<CardLayout, string> = {
  lines: "max-sm:grid max-sm:grid-cols-[6.5rem_minmax(0,1fr)] max-sm:items-center max-sm:gap-x-2",
  // What the figures are of says itself what it is.
  figures:
    "max-sm:flex max-sm:min-w-0 max-sm:flex-col max-sm:first:col-span-3 max-sm:first:[&>[data-label]]:hidden",
};

function CardLabel({ header }: { header: unknown }) {
  if (typeof header !== "string" || header === "") return null;
  return (
    <span aria-hidden="true" data-label="" className="text-ink-muted text-xs sm:hidden">
      {header}
    </span>
  );
}

/** A table before its first answer. */
export function DataTableSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="rounded-lg border border-line bg-surface">
      {["w-1/2", "w-2/3", "w-1/3"].map((width) => (
        <div key={width} className="flex h-11 items-center border-line border-b px-3 last:border-0">
          <Skeleton className={`h-3.5 ${width}`} />
        </div>
      ))}
    </div>
  );
}
