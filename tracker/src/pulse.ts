/** Entry of `pulse.js`: always loaded, tiny. Offers `window.pulse`. */

import { unthrowing } from "./guarded";
import { readInstallation } from "./installation";
import { whenActivated } from "./lifecycle";
import { openSwitch, type Pulse } from "./switch";

/** The version of the package, put in by the build. */
declare const TRACKER_VERSION: string;

declare global {
  interface Window {
    pulse?: Pulse;
  }
}

const boot = unthrowing((script: HTMLOrSVGScriptElement | null) => {
  const installation = readInstallation(script);
  // A tag that stands twice in the page must not count everything twice.
  if (!installation || window.pulse) return;
  const run = unthrowing(() => {
    window.pulse = openSwitch(installation, TRACKER_VERSION);
  });
  whenActivated(run);
});

boot(document.currentScript);
