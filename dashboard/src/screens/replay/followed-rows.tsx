import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { cn } from "../../components/class-names";
import { formatDuration } from "../../format";
import { useStore } from "../../store";
import type { Controller } from "./controller";
import { indexAt } from "./timeline";

/** Height of a row, CSS pixels. */
const ROW_PX = 32;
/** After the list was touched it does not move by itself for this long. */
const HANDS_OFF_MS = 4_000;

/** Something that happened at a moment of a tab. */
export interface Happening {
  at: number;
  tabId: string;
}

/** Rows in order of time, thousands of them; the present one is marked and kept in view. */
export function FollowedRows<T extends Happening>({
  controller,
  rows,
  startAt,
  onChoose,
  name,
  lookOf,
  children,
}: {
  controller: Controller;
  rows: readonly T[];
  /** Begin of the session, Unix ms. */
  startAt: number;
  onChoose: (row: T) => void;
  /** For tests. */
  name: string;
  /** Classes of a row that is special. */
  lookOf?: (row: T) => string | false;
  children: (row: T) => ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const touchedAt = useRef(Number.NEGATIVE_INFINITY);
  const current = useStore(controller.position, (at) => indexAt(rows, at));
  const shown = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  useEffect(() => {
    if (current < 0 || performance.now() - touchedAt.current < HANDS_OFF_MS) return;
    shown.scrollToIndex(current, { align: "auto" });
  }, [current, shown]);
  const touch = () => {
    touchedAt.current = performance.now();
  };
  return (
    <div
      ref={box}
      onWheel={touch}
      onPointerDown={touch}
      className="min-h-0 flex-1 overflow-auto"
      data-testid={name}
    >
      <ol className="relative" style={{ height: shown.getTotalSize() }}>
        {shown.getVirtualItems().map(({ key, index, start }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <li key={key} className="absolute inset-x-0" style={{ top: start, height: ROW_PX }}>
              <button
                type="button"
                aria-current={index === current ? "true" : undefined}
                onClick={() => onChoose(row)}
                onKeyDown={(event) => {
                  touch();
                  moveFocus(event);
                }}
                className={cn(
                  "flex h-full w-full items-center gap-2.5 border-transparent border-l-2 px-3 text-left text-sm hover:bg-hover",
                  index < current && "text-ink-muted",
                  lookOf?.(row),
                  index === current && "border-pulse bg-pulse-tint",
                )}
              >
                <span className="w-12 shrink-0 text-right text-ink-faint text-xs tabular-nums">
                  {formatDuration(row.at - startAt)}
                </span>
                {children(row)}
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** The arrow keys go from row to row. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const { key, target } = event;
  if (!(key === "ArrowDown" || key === "ArrowUp") || !(target instanceof HTMLElement)) return;
  const row = target.closest("li");
  const other = key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
  other?.querySelector("button")?.focus();
  event.preventDefault();
}
