import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { useStore } from "../../store";
import type { MapController } from "./map-controller";
import { placesOf, type Where } from "./places";

/** How an element of the list stands on the page. */
export interface RowState {
  index: number;
  where: Where;
  isHovered: boolean;
  /** The pointer came, or went. */
  onPoint: (isOver: boolean) => void;
}

/** A long list of elements, in step with their boxes on the page. */
export function ElementRows<Element extends { elementId: string }>({
  controller,
  elements,
  rowPx,
  children,
}: {
  controller: MapController;
  elements: readonly Element[];
  /** Height of each row. */
  rowPx: number;
  children: (element: Element, state: RowState) => ReactNode;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const placement = useStore(controller.state, (state) => state.placement);
  const hovered = useStore(controller.state, (state) => state.hovered);
  const places = useMemo(() => placesOf(placement), [placement]);
  const rows = useVirtualizer({
    count: elements.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
  });
  useEffect(() => {
    const index = elements.findIndex(({ elementId }) => elementId === hovered);
    if (index >= 0) rows.scrollToIndex(index);
  }, [hovered, elements, rows]);
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
      <ol className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const element = elements[index];
          if (!element) return null;
          const { elementId } = element;
          return (
            <li
              key={elementId}
              className="absolute inset-x-0"
              style={{ top: start, height: rowPx }}
            >
              {children(element, {
                index,
                where: places.get(elementId) ?? "pending",
                isHovered: hovered === elementId,
                onPoint: (isOver) => controller.highlight(isOver ? elementId : null),
              })}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
