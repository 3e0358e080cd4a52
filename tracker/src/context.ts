/** What the browser says about itself. */

import type { Context } from "./wire";

/** `isGranted`: the visitor was asked, and agreed. `isCookieless`: the page may store nothing. */
export function readContext(isGranted: boolean, isCookieless: boolean): Context {
  const gpc = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
  const dnt = navigator.doNotTrack === "1";
  return {
    language: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    screenWidth: screen.width,
    screenHeight: screen.height,
    pixelRatio: devicePixelRatio,
    touch: navigator.maxTouchPoints > 0,
    consent: isGranted ? "granted" : "not-required",
    gpc,
    dnt,
    cookieless: isCookieless || gpc || dnt,
  };
}
