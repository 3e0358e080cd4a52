import { type CellData, type ColumnDef, tableFeatures, useTable } from "@tanstack/react-table";
import { Skeleton } from "../../components/skeleton";

/** A plain table of everything at once: no sorting, no selection. */
export const plainTable = tableFeatures({});
export type PlainColumn<Row extends object> = ColumnDef<typeof plainTable, Row, CellData>;

/** Rows as a table that scrolls sideways by itself where it is narrow. */
export function DataTable<Row extends object>({
  label,
  columns,
  rows,
  idOf,
}: {
  label: string;
  /** Keep the list outside the component: a new one draws everything anew. */
  columns: PlainColumn<Row>[];
  rows: Row[];
  idOf: (row: Row, index: number) => string;
}) {
  const table = useTable({ features: plainTable, columns, data: rows, getRowId: idOf });
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table aria-label={label} className="w-full border-collapse">
        <thead>
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
        <tbody className="divide-y divide-line">
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {row.getAllCells().map((cell) => (
                <td key={cell.id} className="h-11 whitespace-nowrap px-3 py-1.5">
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
