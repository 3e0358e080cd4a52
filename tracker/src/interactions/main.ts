/** Entry of `interactions.js`: what the visitor does to which element, for heatmaps. */

const { __pagepulseInteractions: watch } = window;
// One for one observation, also when the file was asked for twice.
window.__pagepulseInteractions = undefined;
if (watch) {
}
