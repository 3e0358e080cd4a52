/** Takes the pointer on the player page; its frame takes none, so that nothing in it can be pressed. */

import { wheelDistance } from "./scrolling";

/** What the pointer does; places are CSS pixels of the recorded page's viewport. */
export interface Pointing {
  /** Screen pixels per CSS pixel of the recorded page. */
  scale(): number;
  /** Height of the recorded page's viewport, CSS pixels. */
  height(): number;
  scroll(x: number, y: number, distance: { left: number; top: number }): void;
  point(x: number, y: number, screen: { x: number; y: number }): void;
  leave(): void;
  pick(x: number, y: number): void;
  /** Whether a finger draws in place of scrolling. */
  isDrawing(): boolean;
  /** A rectangle is being drawn from where it began (`start`) to here, until `isDone`. */
  begin(x: number, y: number): void;
  draw(x: number, y: number, isDone: boolean): void;
}

/** A hand that presses moves by less. */
const DRAG_PX = 6;

/** Listen for as long as the player page lives. */
export function listenToPointer(pointing: Pointing): void {
  const target = document.documentElement;
  const placeOf = ({ clientX, clientY }: MouseEvent) => {
    const scale = pointing.scale();
    return [clientX / scale, clientY / scale] as const;
  };
  const onWheel = (event: WheelEvent) => {
    // With the control key the browser zooms.
    if (event.ctrlKey) return;
    event.preventDefault();
    pointing.scroll(...placeOf(event), wheelDistance(event, pointing.height()));
  };
  const drag = createDrag(pointing, placeOf);
  const onMove = (event: PointerEvent) => {
    const [x, y] = placeOf(event);
    if (drag.move(event)) return;
    if (event.pointerType !== "touch") {
      pointing.point(x, y, { x: event.clientX, y: event.clientY });
    } else if (event.buttons) {
      const scale = pointing.scale();
      const distance = { left: -event.movementX / scale, top: -event.movementY / scale };
      pointing.scroll(x, y, distance);
    }
  };
  target.style.touchAction = "none";
  target.addEventListener("wheel", onWheel, { passive: false });
  target.addEventListener("pointerdown", (event) => drag.down(event));
  target.addEventListener("pointermove", onMove);
  target.addEventListener("pointerup", (event) => drag.up(event));
  target.addEventListener("pointercancel", () => drag.cancel());
  target.addEventListener("pointerleave", () => pointing.leave());
  target.addEventListener("click", (event) => {
    if (!drag.wasDrag()) pointing.pick(...placeOf(event));
  });
}

/** Tells a drag from a press: it draws a rectangle, with the mouse or with a finger that may. */
function createDrag(pointing: Pointing, placeOf: (event: MouseEvent) => readonly [number, number]) {
  let start: { clientX: number; clientY: number } | null = null;
  let isDrag = false;
  return {
    down(event: PointerEvent): void {
      isDrag = false;
      const isHand = event.pointerType === "touch" && !pointing.isDrawing();
      start = event.button === 0 && !isHand ? event : null;
      // A drag that leaves the map goes on until the button is let go.
      if (start) document.documentElement.setPointerCapture(event.pointerId);
      if (start) pointing.begin(...placeOf(event));
    },
    move(event: PointerEvent): boolean {
      if (!start || event.buttons === 0) return false;
      const way = Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY);
      isDrag ||= way >= DRAG_PX;
      if (isDrag) pointing.draw(...placeOf(event), false);
      return isDrag;
    },
    up(event: PointerEvent): void {
      if (start && isDrag) pointing.draw(...placeOf(event), true);
      start = null;
    },
    cancel(): void {
      start = null;
    },
    /** Whether the press that just ended was a drag. */
    wasDrag: () => isDrag,
  };
}
