/** Entry of `interactions.js`: what the visitor does to which element, for heatmaps. */

import type { ReactionsHost, Watch } from "../bridge";
import { guarded } from "../guarded";
import { InteractionFlag } from "../wire";
import { watchClicks } from "./clicks";
import { eachDocument } from "./documents";
import { openElements, openSeen } from "./elements";
import { ownerOf, placeIn } from "./place";

const boot = guarded((watch: Watch) => {
  const seen = openSeen(watch);
  const describe = openElements(watch, seen);
  const host: ReactionsHost = {
    watch,
    interactionAt(element, type, x, y) {
      const owner = x === undefined ? element : ownerOf(element, x, y);
      const { id, url } = watch.view();
      const { flags = 0, ...place } = placeIn(owner, x, y);
      return {
        ...{ type, at: Date.now(), pageViewId: id, url, elementId: describe(owner) },
        ...place,
        flags: flags | (seen.isMasked(owner) ? InteractionFlag.masked : 0),
      };
    },
    send(interaction) {
      // Numbers that are 0 are left out, but not those of a list.
      const withoutZeros = (key: string, value: unknown) =>
        value === 0 && key > "9" ? undefined : value;
      watch.add("interactions", JSON.stringify(interaction, withoutZeros));
    },
    eachDocument: (callback) => eachDocument(document, callback),
    onClick: () => {},
  };
  host.eachDocument((page) => watchClicks(page, host, (click) => host.onClick(click)));
  window.__pagepulseReactions = host;
});

// One for one observation, also when the file was asked for twice.
const { __pagepulseInteractions } = window;
window.__pagepulseInteractions = undefined;
if (__pagepulseInteractions) boot(__pagepulseInteractions);
