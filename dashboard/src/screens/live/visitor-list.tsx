import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import type { LiveVisitor } from "../../live/messages";
import { newestFirst } from "./order";
import type { Chosen } from "./use-chosen";
import { VisitorRow } from "./visitor-row";

/** Height of a row, px. */
const ROW_HEIGHT = 84;
const OVERSCAN = 6;

/** Who is online, the newest first. While somebody points at the list nothing in it moves. */
export function VisitorList({
  visitors,
  chosen,
}: {
  visitors: readonly LiveVisitor[];
  /** Missing where visitors cannot be chosen. */
  chosen: Chosen | null;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [isHeld, setHeld] = useState(false);
  const rows = useSteady(visitors, isHeld);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.sessionId ?? index,
    overscan: OVERSCAN,
  });
  return (
    <div
      ref={scroller}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      className="min-h-0 flex-1 overflow-auto"
    >
      <ul
        aria-label="Visitors who are online"
        className="relative"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index, start, size }) => {
          const visitor = rows[index];
          if (!visitor) return null;
          const place = { top: start, height: size };
          return (
            <VisitorRow key={visitor.sessionId} visitor={visitor} place={place} chosen={chosen} />
          );
        })}
      </ul>
    </div>
  );
}

/** The visitors in an order that does not jump. */
function useSteady(visitors: readonly LiveVisitor[], isHeld: boolean): readonly LiveVisitor[] {
  const before = useRef<readonly string[]>([]);
  const rows = useMemo(() => {
    const byId = new Map(visitors.map((visitor) => [visitor.sessionId, visitor]));
    const arrivals = visitors.map(({ sessionId: id, onlineSince: at }) => ({ id, at }));
    return newestFirst(before.current, arrivals, isHeld)
      .map((id) => byId.get(id))
      .filter((visitor) => visitor !== undefined);
  }, [visitors, isHeld]);
  useEffect(() => {
    before.current = rows.map(({ sessionId }) => sessionId);
  }, [rows]);
  return rows;
}
