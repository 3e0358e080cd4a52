/** Whether the page's own policy allows the socket: no script can ask it beforehand. */

import { KNOWN_MS } from "../limits";
import type { Store } from "../storage";

/** A tag with `data-strict-policy` says `live` where the policy allows the socket. */
const SILENT = "script[data-strict-policy]:not([data-strict-policy~=live])";

const NAME = "socketless";

/** False where the attempt would be reported to the site as a violation, as far as is known. */
export function mayConnect(store: Store, now: number): boolean {
  const isForbidden = now - (store.read<number>(NAME) ?? 0) < KNOWN_MS;
  return !isForbidden && !document.querySelector(SILENT);
}

/** A site that does not allow the socket hears of it once a day, not with each page. */
export function noteForbidden(store: Store, now: number): void {
  store.write(NAME, now);
}
