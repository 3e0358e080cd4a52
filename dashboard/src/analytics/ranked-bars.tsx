import type { ReactNode } from "react";
import { formatCount } from "../format";

export interface RankedRow {
  key: string;
  label: ReactNode;
  value: number;
  /** What the row opens or filters by. */
  onChoose?: () => void;
  /** Said of the button. */
  hint?: string;
}

/** Rows with a bar behind each, as long as its value; the first is the longest. */
export function RankedBars({
  rows,
  format = formatCount,
  empty,
}: {
  rows: readonly RankedRow[];
  format?: (value: number) => string;
  empty: string;
}) {
  const highest = Math.max(1, ...rows.map((row) => row.value));
  if (rows.length === 0) return <p className="px-3 py-6 text-center text-ink-muted">{empty}</p>;
  return (
    <ol className="flex flex-col gap-0.5">
      {rows.map((row) => (
        <li key={row.key} className="relative">
          <span
            aria-hidden="true"
            className="absolute inset-y-0 left-0 rounded-md bg-pulse-tint"
            style={{ width: `${(row.value / highest) * 100}%` }}
          />
          <button
            type="button"
            disabled={!row.onChoose}
            onClick={row.onChoose}
            title={row.hint}
            className="relative flex h-8 w-full items-center gap-3 rounded-md px-2 text-left not-disabled:hover:bg-hover/60 disabled:cursor-default"
          >
            <span className="min-w-0 flex-1 truncate">{row.label}</span>
            <span className="text-ink-muted tabular-nums">{format(row.value)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
