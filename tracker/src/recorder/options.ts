/** How rrweb records. */

import { IGNORED, maskValue, type Rules } from "./mask";

// iPadOS calls itself a Mac; following the finger breaks taps on both.
const isIos = /iP(hone|ad|od)/.test(navigator.userAgent) || isTouchMac();

function isTouchMac(): boolean {
  return /Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1;
}

export const optionsOf = ({ masked, blocked, maskText }: Rules) => ({
  // Every field, by its element: `maskAllInputs` leaves hidden ones and others in the clear.
  maskAllInputs: false,
  maskInputOptions: { input: true, textarea: true, select: true, password: true },
  maskInputFn: maskValue,
  maskTextSelector: masked,
  maskTextFn: maskText,
  blockSelector: blocked,
  ignoreSelector: IGNORED,
  slimDOMOptions: "all" as const,
  inlineStylesheet: true,
  inlineImages: false,
  collectFonts: false,
  recordCanvas: false,
  recordCrossOriginIframes: false,
  userTriggeredOnInput: true,
  sampling: {
    mousemove: isIos ? (false as const) : 50,
    // How late positions arrive, in milliseconds: following a live session feels this.
    mousemoveCallback: 250,
    scroll: 150,
    media: 800,
    // No `input: "last"`: that waits for a change, which a form that is given up never has. All
    // values look the same and rrweb drops equal ones, so this is about one event per field.
  },
  // True: rrweb's own failure is not thrown into the page.
  errorHandler: () => true,
});
