import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactTable } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { SessionSummary } from "../../api";
import { cn } from "../../components/class-names";
import { Select } from "../../components/select";
import { DEFAULT_SORT, parseSort, type Sort } from "../../filters/filters";
import { type features, GRID } from "./columns";

const SORT_CHOICES: readonly { value: Sort; label: string }[] = [
  { value: "-startedAt", label: "Newest first" },
  { value: "startedAt", label: "Oldest first" },
  { value: "-duration", label: "Longest first" },
  { value: "-pageViews", label: "Most pages first" },
  { value: "-clicks", label: "Most clicks first" },
  { value: "-errors", label: "Most errors first" },
];

function useSort() {
  // The list stands on several screens, each with the same word for its order.
  const sort = parseSort(useSearch({ strict: false }).sort) ?? DEFAULT_SORT;
  const navigate = useNavigate();
  const setSort = (next: Sort) =>
    void navigate({ to: ".", search: (previous) => ({ ...previous, sort: parseSort(next) }) });
  return { sort, setSort };
}

/** The order of the list where there are no column headers. */
export function SortSelect() {
  const { sort, setSort } = useSort();
  return (
    <div className="sticky top-0 z-20 flex h-12 items-center border-line border-b bg-canvas px-3">
      <Select
        aria-label="Order"
        value={sort}
        choices={SORT_CHOICES}
        onChange={setSort}
        className="h-8"
      />
    </div>
  );
}

export type SessionTable = ReactTable<typeof features, SessionSummary>;
type Header = ReturnType<SessionTable["getHeaderGroups"]>[number]["headers"][number];

export function ListHeader({ table }: { table: SessionTable }) {
  return (
    <thead className="sticky top-0 z-20 block border-line border-b bg-canvas">
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id} className={cn(GRID, "h-9 px-3 text-ink-muted text-xs sm:px-5")}>
          {group.headers.map((header) => (
            <HeaderCell key={header.id} header={header} />
          ))}
        </tr>
      ))}
    </thead>
  );
}

function HeaderCell({ header }: { header: Header }) {
  const { sort, setSort } = useSort();
  const { className, sorts = [] } = header.column.columnDef.meta ?? {};
  const label = String(header.column.columnDef.header);
  const place = sorts.indexOf(sort);
  if (sorts.length === 0) {
    return (
      <th scope="col" className={cn("text-left font-normal", className)}>
        {label}
      </th>
    );
  }
  const next = sorts[(place + 1) % sorts.length] ?? DEFAULT_SORT;
  const Arrow = sort.startsWith("-") ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={place < 0 ? "none" : sort.startsWith("-") ? "descending" : "ascending"}
      className={cn("text-left font-normal", className)}
    >
      <button
        type="button"
        title={SORT_CHOICES.find((choice) => choice.value === next)?.label}
        onClick={() => setSort(next)}
        className={cn(
          "inline-flex items-center gap-1 rounded-sm hover:text-ink",
          place >= 0 && "font-medium text-ink",
        )}
      >
        {label}
        {place >= 0 ? <Arrow className="size-3" aria-hidden="true" /> : null}
      </button>
    </th>
  );
}
