/** How rrweb records. */

import { BLOCKED, IGNORED, MASKED_TEXT, maskTextOf, maskValue } from "./mask";

// iPadOS calls itself a Mac; following the finger breaks taps on both.
const isIos = /iP(hone|ad|od)/.test(navigator.userAgent) || isTouchMac();

function isTouchMac(): boolean {
  return /Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1;
}

export const options = {
  // Every field, by its element: `maskAllInputs` leaves hidden ones and others in the clear.
  maskAllInputs: false,
  maskInputOptions: { input: true, textarea: true, select: true, password: true },
  maskInputFn: maskValue,
  maskTextSelector: MASKED_TEXT,
  maskTextFn: maskTextOf,
  blockSelector: BLOCKED,
  ignoreSelector: IGNORED,
  slimDOMOptions: "all",
  inlineStylesheet: true,
  inlineImages: false,
  collectFonts: false,
  recordCanvas: false,
  recordCrossOriginIframes: false,
  userTriggeredOnInput: true,
  sampling: {
    mousemove: isIos ? false : 50,
    // How late positions arrive, in milliseconds: following a live session feels this.
    mousemoveCallback: 250,
    scroll: 150,
    media: 800,
    input: "last",
  },
  // True: rrweb's own failure is not thrown into the page.
  errorHandler: () => true,
} as const;
