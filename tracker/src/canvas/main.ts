/** Entry of `canvas.js`: pictures of the page's canvases, now and then. */

import { observeCanvases } from "./pictures";

const { __pagepulseCanvas: host } = window;
// One for one observation, also when the file was asked for twice.
window.__pagepulseCanvas = undefined;
if (host) observeCanvases(host);
