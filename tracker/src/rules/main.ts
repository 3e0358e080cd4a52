/** Entry of `rules.js`: loaded where a project records more than a share of all pages. */

import { openAdmission } from "./admission";

const { __pagepulseAdmission: host } = window;
// One for one observation, also when the file was asked for twice.
window.__pagepulseAdmission = undefined;
host?.onOpened(openAdmission(host));
