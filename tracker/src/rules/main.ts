/** Entry of `rules.js`: loaded where a project records more than a share of all pages. */

import { guarded } from "../guarded";
import { openAdmission } from "./admission";

const { __pagepulseAdmission: host } = window;
// One for one observation, also when the file was asked for twice.
window.__pagepulseAdmission = undefined;
// A server of another version may leave out what is read here: the page must not notice.
guarded(() => host?.onOpened(openAdmission(host)))();
