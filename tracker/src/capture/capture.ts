/** Entry of `capture.js`: decides whether the page is recorded, and loads the recorder if so. */

import { openRecording } from "./recording";

const { __pagepulseCapture: host } = window;
// One for one observation, also when the file was asked for twice.
window.__pagepulseCapture = undefined;
if (host) host.onOpened(openRecording(host));
