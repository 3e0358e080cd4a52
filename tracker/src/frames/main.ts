/** Entry of `frames.js`: pages of two origins, one shown in the other, in one recording. */

import { receiveFrames } from "./above";
import { joinPage } from "./below";

const { __pagepulseFrames: above, __pagepulseFrame: below } = window;
// One for one observation, also when the file was asked for twice.
window.__pagepulseFrames = undefined;
window.__pagepulseFrame = undefined;
if (above) receiveFrames(above);
if (below) joinPage(below);
