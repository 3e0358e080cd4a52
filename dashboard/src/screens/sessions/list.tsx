import { useElementScrollRestoration } from "@tanstack/react-router";
import { useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowUp } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { SessionSummary } from "../../api";
import { cn } from "../../components/class-names";
import { Skeleton } from "../../components/skeleton";
import { formatPlural } from "../../format";
import { useKeys } from "../../shell/keys";
import { Card } from "./card";
import { columns, features, GRID } from "./columns";
import { ListHeader, type SessionTable, SortSelect } from "./header";
import { Row } from "./row";
import { useHeldRows } from "./use-held-rows";
import type { useSessions } from "./use-sessions";
import { useWidth } from "./use-width";

/** Heights in px; the rows of a virtual list are all alike. */
const ROW_HEIGHT = 44;
const CARD_HEIGHT = 132;
/** What sticks to the top of the list: the column headers, or the choice of an order. */
const HEADER_HEIGHT = 37;
const SORT_HEIGHT = 48;
/** Room kept under a row that the keyboard has reached. */
const REVEAL_MARGIN = 12;
/** Under this width of the list rows become cards. */
const CARDS_BELOW_PX = 760;
/** Rows drawn outside the view, so that quick scrolling shows no blank. */
const OVERSCAN = 12;
/** The next page is fetched when so few rows are left below. */
const LOAD_AHEAD = 20;

export function SessionList({ found }: { found: ReturnType<typeof useSessions> }) {
  const { list, sessions, total } = found;
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const isCards = width > 0 && width < CARDS_BELOW_PX;
  const held = useHeldRows(sessions, scroller);
  const table = useTable({ features, columns, data: held.rows, getRowId: (row) => row.sessionId });
  const virtual = useRows(scroller, held.rows.length, isCards);
  const active = useActiveRow(held.rows.length, (index) => virtual.scrollToIndex(index));
  const lastShown = virtual.getVirtualItems().at(-1)?.index ?? 0;
  useMorePages(list, lastShown >= held.rows.length - LOAD_AHEAD);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <NewRows count={held.count} onShow={held.release} />
      <div
        ref={scroller}
        data-scroll-restoration-id="sessions"
        className={cn(
          "@container min-h-0 flex-1 overflow-auto transition-opacity",
          list.isPlaceholderData && "opacity-60",
        )}
      >
        {isCards ? (
          <Cards virtual={virtual} rows={held.rows} active={active} />
        ) : (
          <Rows virtual={virtual} table={table} total={total} active={active} />
        )}
        {list.isFetchingNextPage ? (
          <p className="p-4 text-center text-ink-muted">Loading more…</p>
        ) : null}
      </div>
    </div>
  );
}

type Virtual = ReturnType<typeof useRows>;

function Cards({
  virtual,
  rows,
  active,
}: {
  virtual: Virtual;
  rows: readonly SessionSummary[];
  active: number | null;
}) {
  return (
    <>
      <SortSelect />
      <ul aria-label="Sessions" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, size }) => {
          const session = rows[index];
          if (!session) return null;
          const place = {
            index,
            top: start - virtual.options.scrollMargin,
            height: size,
            isActive: index === active,
          };
          return <Card key={session.sessionId} session={session} place={place} />;
        })}
      </ul>
    </>
  );
}

function Rows({
  virtual,
  table,
  total,
  active,
}: {
  virtual: Virtual;
  table: SessionTable;
  total: number | undefined;
  active: number | null;
}) {
  const rows = table.getRowModel().rows;
  return (
    <table
      aria-label="Sessions"
      aria-rowcount={total === undefined ? -1 : total + 1}
      className="block"
    >
      <ListHeader table={table} />
      <tbody className="relative block" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, size }) => {
          const row = rows[index];
          if (!row) return null;
          const place = {
            index,
            top: start - virtual.options.scrollMargin,
            height: size,
            isActive: index === active,
          };
          return <Row key={row.id} row={row} place={place} />;
        })}
      </tbody>
    </table>
  );
}

function useRows(scroller: RefObject<HTMLDivElement | null>, count: number, isCards: boolean) {
  const height = isCards ? CARD_HEIGHT : ROW_HEIGHT;
  const header = isCards ? SORT_HEIGHT : HEADER_HEIGHT;
  const scroll = useElementScrollRestoration({ id: "sessions" });
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin: header,
    scrollPaddingStart: header,
    scrollPaddingEnd: REVEAL_MARGIN,
    initialOffset: scroll?.scrollY ?? 0,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new height makes the old sizes wrong
  useEffect(() => virtual.measure(), [virtual, height]);
  return virtual;
}

/** Move through the rows by keyboard; Enter follows the link that has the focus. */
function useActiveRow(count: number, reveal: (index: number) => void): number | null {
  const [active, setActive] = useState<number | null>(null);
  const move = (step: number) => {
    const next = active === null ? 0 : Math.min(count - 1, Math.max(0, active + step));
    setActive(next);
    reveal(next);
  };
  useKeys("Sessions", [
    { keys: "j", does: "Next session", run: () => move(1) },
    { keys: "k", does: "Previous session", run: () => move(-1) },
    { keys: "ArrowDown", does: "Next session", run: () => move(1) },
    { keys: "ArrowUp", does: "Previous session", run: () => move(-1) },
  ]);
  return active;
}

function useMorePages(list: ReturnType<typeof useSessions>["list"], isNearEnd: boolean) {
  const { hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage } = list;
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetchingNextPage && !isPlaceholderData) void fetchNextPage();
  }, [isNearEnd, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage]);
}

function NewRows({ count, onShow }: { count: number; onShow: () => void }) {
  if (count === 0) return null;
  return (
    <button
      type="button"
      onClick={onShow}
      className="absolute top-11 left-1/2 z-30 flex h-8 -translate-x-1/2 animate-appear items-center gap-1.5 rounded-full bg-pulse px-3 font-medium text-on-pulse shadow-popover hover:bg-pulse-strong"
    >
      <ArrowUp className="size-4" aria-hidden="true" />
      {formatPlural(count, "new session")}
    </button>
  );
}

const SKELETON_ROWS = 14;

/** The list before its first answer, in the same measures. */
export function SessionListSkeleton() {
  return (
    <div
      className="@container min-h-0 flex-1 overflow-hidden"
      role="status"
      aria-label="Loading the sessions"
    >
      <div className="h-9 border-line border-b" />
      {Array.from({ length: SKELETON_ROWS }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without any identity
        <SkeletonRow key={index} />
      ))}
    </div>
  );
}

function SkeletonRow() {
  return (
    <>
      <div className={cn(GRID, "h-11 border-line border-b px-3 @max-[760px]:hidden sm:px-5")}>
        <span className="flex items-center gap-2">
          <Skeleton className="size-7 rounded-full" />
          <Skeleton className="h-3 w-16" />
        </span>
        <Skeleton className="h-3 w-2/3" />
        <Skeleton className="h-3" />
        <Skeleton className="h-3" />
        <Skeleton className="h-3" />
        <Skeleton className="h-3" />
        <Skeleton className="h-3 @max-[1169px]:hidden" />
        <Skeleton className="h-3 @max-[1039px]:hidden" />
        <Skeleton className="h-3 @max-[1039px]:hidden" />
      </div>
      <div className="hidden h-[132px] flex-col gap-3 border-line border-b p-3 @max-[760px]:flex">
        <Skeleton className="h-7 w-1/2" />
        <Skeleton className="h-4 w-3/4" />
        <Skeleton className="h-5 w-full" />
      </div>
    </>
  );
}
