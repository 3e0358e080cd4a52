/** Entry of `signals.js`: what the page says about itself while it is used. */

import type { Watch } from "../bridge";
import { unthrowing } from "../guarded";
import { observeConsole } from "./console";
import { observeNetwork } from "./network";

const { __pagepulseSignals: watch } = window;
// One for one observation, also when the file was asked for twice.
window.__pagepulseSignals = undefined;
if (watch) begin(watch);

function begin(to: Watch): void {
  const { console, network } = to.config;
  // Each by itself: a page that has frozen its console still has a network.
  const observe = unthrowing((begun: (to: Watch) => () => void) => to.onStop(begun(to)));
  if (console) observe(observeConsole);
  if (network) observe(observeNetwork);
}
