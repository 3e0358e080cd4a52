import { FlexRender, type Row as TableRow } from "@tanstack/react-table";
import type { SessionSummary } from "../../api";
import { cn } from "../../components/class-names";
import { type features, GRID } from "./columns";
import { type Place, SessionLink } from "./session-link";

/** One session in a wide list. The link covers the row; what can be used by itself stands over it. */
export function Row({
  row,
  place,
}: {
  row: TableRow<typeof features, SessionSummary>;
  place: Place;
}) {
  return (
    <tr
      // The header is the first row.
      aria-rowindex={place.index + 2}
      style={{ transform: `translateY(${place.top}px)`, height: place.height }}
      className={cn(
        GRID,
        "group absolute inset-x-0 top-0 border-line border-b px-3 transition-colors hover:bg-hover has-[a:focus-visible]:bg-pulse-tint sm:px-5",
      )}
    >
      {row.getAllCells().map((cell, index) => (
        <td key={cell.id} className={cn("min-w-0", cell.column.columnDef.meta?.className)}>
          {index === 0 ? <SessionLink session={row.original} isActive={place.isActive} /> : null}
          <FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  );
}
