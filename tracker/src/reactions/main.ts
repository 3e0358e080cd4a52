/** Entry of `reactions.js`: what clicks lead to, where the pointer rests, what of the page is seen. */

import type { ReactionsHost } from "../bridge";
import { guarded, listen } from "../guarded";
import { watchAnswers, watchErrors } from "./answers";
import { surroundingsOf } from "./around";
import { eachDocument } from "./documents";
import { watchPointer } from "./pointer";
import { watchRage } from "./rage";
import { watchReach } from "./reach";

const boot = guarded((host: ReactionsHost) => {
  host.around = surroundingsOf;
  eachDocument((page) => {
    // The clicks of the page's own document are noted since the start.
    if (page !== document) listen<MouseEvent>(page, "click", (event) => host.note(event, "click"));
    listen<PointerEvent>(page, "pointerdown", (event) => {
      if (event.pointerType === "touch") host.note(event, "touch");
    });
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
