/** Entry of `rescue.js`: loaded when the page has time for it. */

import { guarded } from "../guarded";
import { openArchive } from "./archive";
import { openRescue } from "./rescue";

const boot = guarded(() => {
  const lifeline = window.__pagepulseRescue;
  // One rescue for one delivery, also when the file was asked for twice.
  window.__pagepulseRescue = undefined;
  lifeline?.attach(openRescue(lifeline, openArchive(lifeline.prefix)));
});

boot();
