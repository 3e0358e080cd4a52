/** What the browser says about itself. */

import type { Context } from "./wire";

export function readContext(): Context {
  return {
    language: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    screenWidth: screen.width,
    screenHeight: screen.height,
    pixelRatio: devicePixelRatio,
    touch: navigator.maxTouchPoints > 0,
  };
}

/** True when the browser asks not to be followed: then nothing is recorded. */
export function asksForPrivacy(): boolean {
  const signals = navigator as Navigator & { globalPrivacyControl?: boolean };
  return signals.globalPrivacyControl === true || navigator.doNotTrack === "1";
}
