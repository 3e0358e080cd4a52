/** Entry of `pulse.js`: always loaded, tiny. Offers `window.pulse`. */

import { guarded } from "./guarded";
import { readInstallation } from "./installation";
import { whenActivated } from "./lifecycle";
import { type Pulse, start } from "./start";

/** The version of the package, put in by the build. */
declare const TRACKER_VERSION: string;

declare global {
  interface Window {
    pulse?: Pulse;
  }
}

const boot = guarded((script: HTMLOrSVGScriptElement | null) => {
  const installation = readInstallation(script);
  // A tag that stands twice in the page must not count everything twice.
  if (!installation || window.pulse) return;
  const run = guarded(() => {
    window.pulse = start(installation, TRACKER_VERSION);
  });
  whenActivated(run);
});

boot(document.currentScript);
