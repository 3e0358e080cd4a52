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
}

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
  const onMove = (event: PointerEvent) => {
    const [x, y] = placeOf(event);
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
  target.addEventListener("pointermove", onMove);
  target.addEventListener("pointerleave", () => pointing.leave());
  target.addEventListener("click", (event) => pointing.pick(...placeOf(event)));
}
