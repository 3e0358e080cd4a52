/**
 * A recorder that masks nothing, for one test only: it shows that the search for secrets would find
 * them. Never part of the product.
 */

import { record } from "@rrweb/record";
import type { Bridge } from "../../../tracker/src/bridge";

const { __pagepulse: bridge } = window as { __pagepulse?: Bridge | undefined };
if (bridge) {
  (window as { __pagepulse?: Bridge | undefined }).__pagepulse = undefined;
  bridge.onReady({
    version: "2.1.6",
    takeFullSnapshot: () => record.takeFullSnapshot(true),
    stop() {},
  });
  record({
    maskInputOptions: { password: false },
    blockClass: "nothing-is-blocked",
    ignoreClass: "nothing-is-ignored",
    emit: (event) => bridge.onEvent(event.type, JSON.stringify(event)),
  });
}
