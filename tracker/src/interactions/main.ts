/** Entry of `interactions.js`: what the visitor does to which element, for heatmaps. */

import type { ReactionsHost, Surroundings, Watch } from "../bridge";
import { guarded } from "../guarded";
import { closestAcross } from "../recorder/enclosing";
import { BLOCKED } from "../recorder/mask";
import { InteractionFlag } from "../wire";
import { watchClicks } from "./clicks";
import { openElements, openSeen } from "./elements";
import { ownerOf, placeIn } from "./place";

const NOTHING: Surroundings = { flags: 0, scrolls: [], frame: { x: 0, y: 0 } };

const boot = guarded((watch: Watch) => {
  const seen = openSeen(watch);
  const describe = openElements(watch, seen);
  watch.describe = (element) => describe(closestAcross(element, BLOCKED) ?? element);
  const host: ReactionsHost = {
    watch,
    interactionAt(element, type, x, y) {
      const owner = x === undefined ? element : ownerOf(element, x, y);
      const { id, url } = watch.view();
      const { flags = 0, ...place } = placeIn(owner, host.around?.(owner) ?? NOTHING, x, y);
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
    watchClicks: (page) => watchClicks(page, host),
    around: undefined,
    onClick: () => {},
  };
  host.watchClicks(document);
  window.__pagepulseReactions = host;
});

// One for one observation, also when the file was asked for twice.
const { __pagepulseInteractions } = window;
window.__pagepulseInteractions = undefined;
if (__pagepulseInteractions) boot(__pagepulseInteractions);
