/** Entry of `reactions.js`: what clicks lead to, where the pointer rests, what of the page is seen. */

import type { ReactionsHost } from "../bridge";
import { guarded } from "../guarded";
import { watchAnswers, watchErrors } from "./answers";
import { surroundingsOf } from "./around";
import { eachDocument } from "./documents";
import { watchPointer } from "./pointer";
import { watchRage } from "./rage";
import { watchReach } from "./reach";

const boot = guarded((host: ReactionsHost) => {
  host.around = surroundingsOf;
  eachDocument((page) => {
    // The page's own document is watched since the start.
    if (page !== document) host.watchClicks(page);
  });
  const hearers = [watchErrors(host), watchRage(host), watchAnswers(host)];
  host.onClick = (click) => {
    const waiting = { ...click, hasAnswer: false };
    for (const hear of hearers) hear(waiting);
  };
  watchPointer(host);
  watchReach(host);
});

// One for one observation, also when the file was asked for twice.
const { __pagepulseReactions } = window;
window.__pagepulseReactions = undefined;
if (__pagepulseReactions) boot(__pagepulseReactions);
