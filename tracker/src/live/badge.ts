/** Lets `badge.js` tell the visitor that the visit is recorded, where the admin chose so. */

import type { BadgeHost } from "../bridge";
import { type Installation, loadScript } from "../installation";

export interface Badge {
  /** Say it, or nothing. */
  show(isShown: boolean, isWatched: boolean): void;
}

export function openBadge(installation: Installation): Badge {
  let host: BadgeHost | undefined;

  return {
    show(isShown, isWatched) {
      if (isShown && !host) {
        host = { isShown, isWatched };
        window.__pagepulseBadge = host;
        loadScript(installation, "badge.js");
      }
      if (!host) return;
      host.isShown = isShown;
      host.isWatched = isWatched;
      host.draw?.();
    },
  };
}
