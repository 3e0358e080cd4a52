/**
 * Puts references in the place of style sheets, and holds events back until the server has what
 * they refer to: a recording never depends on an upload that was not acknowledged. Where that takes
 * too long, or the page is left, the style sheets stay in the events.
 */

import { guarded, listen } from "../guarded";
import { HOLD_MS } from "../limits";
import type { RecordedEvent } from "../recorder/scrub";
import type { Hold } from "./bridge";
import { referenceTo, type SheetPlace, sheetsOf } from "./references";
import { keyOf, type Shelf } from "./shelf";

/** Brings style sheets to the server; answers with their hashes, or null where that failed. */
export type Keep = (places: readonly SheetPlace[]) => Promise<(string | null)[]>;

export function openHold(shelf: Shelf, keep: Keep, pass: (event: RecordedEvent) => void): Hold {
  let held: RecordedEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Style sheets under way; those that failed stay here, and so in the recording. */
  const asked = new Set<string>();
  let waiting = 0;

  /** Refer to all that is stored; the places that nobody has brought to the server yet. */
  function refer(event: RecordedEvent): Map<string, SheetPlace> {
    const unknown = new Map<string, SheetPlace>();
    for (const place of sheetsOf(event)) {
      const key = keyOf(place.text);
      const hash = shelf.find(key);
      if (hash) place.attributes._cssText = referenceTo(hash);
      else if (!asked.has(key)) unknown.set(key, place);
    }
    return unknown;
  }

  function bring(unknown: Map<string, SheetPlace>): void {
    const keys = [...unknown.keys()];
    for (const key of keys) asked.add(key);
    waiting += 1;
    timer ??= setTimeout(guarded(release), HOLD_MS);
    const settled = guarded((hashes: (string | null)[]) => {
      keys.forEach((key, index) => {
        const hash = hashes[index];
        if (hash) shelf.put(key, hash);
      });
      waiting -= 1;
      if (!waiting) release();
    });
    keep([...unknown.values()]).then(settled, () => settled([]));
  }

  function release(): void {
    clearTimeout(timer);
    timer = undefined;
    const events = held;
    held = [];
    for (const event of events) {
      refer(event);
      pass(event);
    }
  }

  // On the window, so that it comes before the batch of a hidden page is cut.
  listen(window, "visibilitychange", release);
  listen(window, "pagehide", release);

  return {
    take(event) {
      const unknown = refer(event);
      if (unknown.size) bring(unknown);
      if (unknown.size || held.length) held.push(event);
      else pass(event);
    },
    drop() {
      held = [];
    },
  };
}
