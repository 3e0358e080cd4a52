/** Turns the observation on and off, as the visitor and the page want it. */

import { type Choice, openConsent } from "./consent";
import { unthrowing } from "./guarded";
import { type Installation, prefixOf } from "./installation";
import { type Observation, start } from "./start";

/** What the site's own code may call. */
export interface Pulse {
  /** Note what the site cares about: `pulse.track('signup', {plan: 'pro'})`. */
  track(name: string, properties?: Record<string, unknown>): void;
  /** Say who the visitor is to the site: an id of its own, no name and no address. */
  identify(id: string | number): void;
  /** The visitor agrees: begin now, and on each further page. */
  optIn(): void;
  /** The visitor does not: stop now, forget all, and never begin again until `optIn`. */
  optOut(): void;
}

/** Where one of these stands, the page is not observed. */
export const OFF = "html[data-pulse-off],script[data-pulse-off],meta[name=pulse-off]";

export function openSwitch(installation: Installation, trackerVersion: string): Pulse {
  const consent = openConsent(prefixOf(installation));
  let running: Observation | undefined;

  const look = unthrowing(() => {
    const choice = consent.choice();
    const isGranted = choice === "granted";
    const isAllowed = isGranted || !(choice || installation.needsConsent);
    if (isAllowed && !document.querySelector(OFF)) {
      running ??= start(installation, trackerVersion, isGranted);
    } else if (running) {
      stop(isAllowed);
      // Said in another tab: what this one has stored is not seen there.
      if (!isAllowed) consent.choose("denied");
    }
  });
  function stop(isHandedOver: boolean): void {
    running?.stop(isHandedOver);
    running = undefined;
  }
  const choose = (choice: Choice): (() => void) =>
    unthrowing(() => {
      // Before all is forgotten, so that nothing is stored anew.
      if (choice === "denied") stop(false);
      consent.choose(choice);
      look();
    });

  look();
  // Apps that change pages without loading a document set and remove the attribute.
  new MutationObserver(look).observe(document.documentElement, {
    attributeFilter: ["data-pulse-off"],
  });
  // The visitor may choose in another tab.
  addEventListener("storage", look);
  return {
    track: unthrowing((name: string, properties?: Record<string, unknown>) =>
      running?.track(name, properties),
    ),
    identify: unthrowing((id: unknown) => {
      const held = window.__pagepulseIdentified ?? {};
      window.__pagepulseIdentified = held;
      held.id = id;
      held.onId?.();
    }),
    optIn: choose("granted"),
    optOut: choose("denied"),
  };
}
