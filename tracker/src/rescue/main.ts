/** Entry of `rescue.js`: loaded when the page has time for it. */

import { guarded } from "../guarded";
import { NO_ARCHIVE, openArchive } from "./archive";
import { openRescue } from "./rescue";

const boot = guarded(() => {
  const lifeline = window.__pagepulseRescue;
  // One rescue for one delivery, also when the file was asked for twice.
  window.__pagepulseRescue = undefined;
  if (!lifeline) return;
  // Where nothing may be stored, memory has to do.
  const archive = lifeline.own.isLasting ? openArchive(lifeline.prefix) : NO_ARCHIVE;
  const rescue = openRescue(lifeline, archive);
  window.__pagepulseCarriage = { ...lifeline, ...rescue };
  lifeline.attach(rescue);
});

boot();
