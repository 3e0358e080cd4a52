/** How the recorder and `vault.js`, which is loaded before it, find each other. */

import type { Bridge } from "../bridge";
import type { RecordedEvent } from "../recorder/events";

/** Stands between the recorder and the batch. */
export interface Hold {
  /** Take one event; it is passed on in order, now or a little later. */
  take(event: RecordedEvent): void;
  /** Forget what is held: it belongs to what was recorded before. */
  drop(): void;
}

/** `nodeOf` finds a node by rrweb's id; `pass` takes what may go on. */
export type OpenVault = (
  bridge: Bridge,
  nodeOf: (id: number) => Node | null,
  pass: (event: RecordedEvent) => void,
) => Hold;

declare global {
  interface Window {
    __pagepulseVault: OpenVault | undefined;
  }
}
