import { useState } from "react";

/**
 * The token of a one-time link, from behind the `#`: it never reaches a server's log.
 *
 * It is taken out of the address bar at once, so that neither history nor a copied link keeps it.
 */
export function useOneTimeToken(): string {
  const [token] = useState(() => {
    const found = decodeURIComponent(window.location.hash.slice(1));
    if (found) window.history.replaceState(window.history.state, "", window.location.pathname);
    return found;
  });
  return token;
}
