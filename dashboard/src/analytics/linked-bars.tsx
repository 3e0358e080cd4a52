import type { ReactNode } from "react";
import type { Filters } from "../filters/filters";
import { formatCount } from "../format";
import { SessionsNumber } from "./links";

export interface LinkedRow {
  key: string;
  label: ReactNode;
  value: number;
  /** What makes this screen's sessions those of the number. */
  more: Filters;
  /** A short word before the number. */
  note?: ReactNode;
}

/** Rows with a bar behind each, whose numbers open their sessions. */
export function LinkedBars({ rows, empty }: { rows: readonly LinkedRow[]; empty: string }) {
  const highest = Math.max(1, ...rows.map(({ value }) => value));
  if (rows.length === 0) return <p className="px-2 py-6 text-center text-ink-muted">{empty}</p>;
  return (
    <ol className="flex flex-col gap-0.5">
      {rows.map(({ key, label, value, more, note }) => (
        <li key={key} className="relative flex h-8 items-center gap-3 px-2">
          <span
            aria-hidden="true"
            className="absolute inset-y-0 left-0 rounded-md bg-pulse-tint"
            style={{ width: `${(value / highest) * 100}%` }}
          />
          <span className="relative flex min-w-0 flex-1 items-center">{label}</span>
          {note ? <span className="relative shrink-0 text-ink-muted text-xs">{note}</span> : null}
          <span className="relative shrink-0 text-right">
            <SessionsNumber more={more}>{formatCount(value)}</SessionsNumber>
          </span>
        </li>
      ))}
    </ol>
  );
}
