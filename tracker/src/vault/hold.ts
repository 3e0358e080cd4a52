/**
 * Puts references in the place of assets, and holds events back until the server has what they
 * refer to: a recording never depends on an upload that was not acknowledged. Where that takes too
 * long, or the page is left, the style sheets stay in the events.
 */

import { guarded, listen } from "../guarded";
import { HOLD_MS } from "../limits";
import type { RecordedEvent } from "../recorder/events";
import type { Hold } from "./bridge";
import type { Place } from "./references";
import { keyOf, type Shelf } from "./shelf";

export interface HoldOptions {
  readonly shelf: Shelf;
  /** What of an event belongs into the vault. */
  find(event: RecordedEvent): Place[];
  /** Bring it to the server; answers with the hashes, or null where that failed. */
  keep(places: readonly Place[]): Promise<(string | null)[]>;
  /** Take what may go on. */
  pass(event: RecordedEvent): void;
}

export function openHold({ shelf, find, keep, pass }: HoldOptions): Hold {
  let held: RecordedEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What is under way; what failed stays here, and so in the recording. */
  const asked = new Set<string>();
  let waiting = 0;

  /** Refer to all that is stored; what nobody has brought to the server yet. */
  function refer(event: RecordedEvent): Map<string, Place> {
    const unknown = new Map<string, Place>();
    for (const place of find(event)) {
      const key = keyOf(place.text);
      const hash = shelf.find(key);
      if (hash) place.refer(hash);
      else if (!asked.has(key)) unknown.set(key, place);
    }
    return unknown;
  }

  function bring(unknown: Map<string, Place>): void {
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
