/** What the browser says about itself. */

import type { Context } from "./wire";

/** `isGranted`: the visitor was asked, and agreed. */
export function readContext(isGranted: boolean): Context {
  return {
    language: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    screenWidth: screen.width,
    screenHeight: screen.height,
    pixelRatio: devicePixelRatio,
    touch: navigator.maxTouchPoints > 0,
    consent: isGranted ? "granted" : "not-required",
    gpc: (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true,
    dnt: navigator.doNotTrack === "1",
  };
}
