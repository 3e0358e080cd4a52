/** Entry of `identify.js`: hands on the site's own id of its visitor. */

import type { Watch } from "../bridge";
import { unthrowing } from "../guarded";
import { IDENTITIES_PER_LOAD } from "../limits";
import type { Identity } from "../signals/wire";
import { identityOf } from "./identity";

const { __pagepulseIdentity: watch, __pagepulseIdentified: identified } = window;
// One for one observation, also when the file was asked for twice.
window.__pagepulseIdentity = undefined;
if (watch && identified) {
  identified.onId = follow(watch, () => identified.id);
  identified.onId();
}

/** Returns what tells of the id of now, once for each page view. */
function follow({ add, view }: Watch, given: () => unknown): () => void {
  let told = "";
  let count = 0;

  return unthrowing(() => {
    const id = identityOf(given());
    const { id: pageViewId } = view();
    const call = `${pageViewId} ${id}`;
    // Apps identify again with each change of their state.
    if (!id || call === told || count >= IDENTITIES_PER_LOAD) return;
    told = call;
    count += 1;
    const identity: Identity = { at: Date.now(), pageViewId, id };
    add("identities", JSON.stringify(identity));
  });
}
