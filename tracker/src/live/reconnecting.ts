/** When a socket that was closed is opened again. */

import { RECONNECT_MAX_MS, RECONNECT_MS, RECONNECT_RECORDED_MS } from "../limits";

/** `shown`: another page of this tab has the socket, or nobody is here: when this one is seen again. */
export type Again = "soon" | "shown" | "never";

const AGAIN: Readonly<Record<number, Again>> = {
  // Bad messages, no right to be here, another origin, live turned off: the next page may ask.
  4400: "never",
  4401: "never",
  4403: "never",
  4404: "never",
  4409: "shown",
  4410: "shown",
};

export function againAfter(code: number): Again {
  return AGAIN[code] ?? "soon";
}

/**
 * Milliseconds until the next attempt: any time within a span that doubles, so that the visitors of
 * a server that was gone do not all come at once. Who is being recorded comes first.
 */
export function delayOf(failures: number, isRecorded: boolean, random: () => number): number {
  const first = isRecorded ? RECONNECT_RECORDED_MS : RECONNECT_MS;
  return random() * Math.min(RECONNECT_MAX_MS, first * 2 ** Math.min(failures, 16));
}
