/** Signs that the visitor is there. What the page does by itself is none. */

import { listen } from "./guarded";

const INPUTS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];

export function observeActivity(onInput: () => void): void {
  for (const type of INPUTS) {
    // A page's own script can dispatch events; only those of a person count.
    listen(window, type, (event) => event.isTrusted && onInput());
  }
}
