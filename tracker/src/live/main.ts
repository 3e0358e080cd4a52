/** Entry of `live.js`: loaded where a project's live recording is on. */

import { guarded } from "../guarded";
import { openLive } from "./live";
import { mayConnect } from "./policy";

guarded(() => {
  const { __pagepulseLive: offer, __pagepulseCarriage: carriage } = window;
  // One for one observation, also when the file was asked for twice.
  window.__pagepulseLive = undefined;
  if (!offer || !carriage || offer.reason() === "refused") return;
  // A frame that takes part in the recording of the page above is no visitor of its own.
  if (offer.host.installation.frames.length && parent !== window) return;
  if (mayConnect(offer.host.store, Date.now())) openLive(offer, carriage);
})();
