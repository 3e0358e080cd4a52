/** Entry of `interactions.js`: what the visitor does to which element, for heatmaps. */

import type { ReactionsHost, Watch } from "../bridge";
import { unthrowing } from "../guarded";
import { InteractionFlag } from "../wire";
import { openElements, shownAs } from "./elements";
import { ownerOf, placeIn } from "./place";

const boot = unthrowing((watch?: Watch) => {
  if (!watch) return;
  // One for one observation, also when the file was asked for twice.
  window.__pagepulseInteractions = undefined;
  const { describe, isMasked } = openElements(watch);
  watch.describe = (element) => describe(shownAs(element)).elementId;
  const host: ReactionsHost = {
    watch,
    interactionAt(element, type, at, how = 0) {
      const owner = ownerOf(element, at);
      const place = placeIn(owner, host.around(owner), at);
      const flags = place.flags | how | (isMasked(owner) ? InteractionFlag.masked : 0);
      return { type, at: Date.now(), ...describe(owner), ...place, flags };
    },
    send(interaction) {
      // Numbers that are 0 are left out, but not those of a list.
      const json = JSON.stringify(interaction, (key, value) =>
        value === 0 && key > "9" ? undefined : value,
      );
      watch.add("interactions", json);
    },
    note(event, type) {
      const inner = event.composedPath()[0] as Element;
      // By its type, not its class: elements of frames have classes of their own.
      if (inner.nodeType !== 1) return;
      const target = shownAs(inner);
      const { detail, isTrusted } = event;
      const isOwn = type === "click" && isTrusted;
      // What the browser says of a pressed key's place means nothing.
      const isKeyboard = isOwn && !detail;
      const how = isKeyboard ? InteractionFlag.keyboard : isTrusted ? 0 : InteractionFlag.untrusted;
      const interaction = host.interactionAt(target, type, isKeyboard ? undefined : event, how);
      host.send(interaction);
      if (isOwn) host.onClick?.({ interaction, target });
    },
    around: () => ({}),
  };
  // Early, and unable to break anything of the page.
  document.addEventListener(
    "click",
    unthrowing((event) => host.note(event, "click")),
    true,
  );
  window.__pagepulseReactions = host;
});

boot(window.__pagepulseInteractions);
