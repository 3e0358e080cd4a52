/** Records a visited page with rrweb alone, as a file that is imported was made. */

import { record } from "@rrweb/record";

const events: unknown[] = [];

Object.assign(window, {
  recordPlainly: () => record({ emit: (event) => events.push(event) }),
  plainEvents: () => events,
});
