/** Entry of `signals.js`: what the page says about itself while it is used. */

const { __pagepulseSignals: watch } = window;
// One for one observation, also when the file was asked for twice.
window.__pagepulseSignals = undefined;
if (watch) {
}
