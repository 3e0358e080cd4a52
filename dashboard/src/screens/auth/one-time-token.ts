import { useEffect, useState } from "react";

function tokenInAddress(): string {
  try {
    return decodeURIComponent(window.location.hash.slice(1));
  } catch {
    return "";
  }
}

/**
 * The token of a one-time link, from behind the `#`: it never reaches a server's log.
 *
 * It is taken out of the address bar at once, so that neither history nor a copied link keeps it.
 */
export function useOneTimeToken(): string {
  const [token, setToken] = useState(tokenInAddress);
  useEffect(() => {
    const take = () => {
      const found = tokenInAddress();
      if (!found) return;
      setToken(found);
      window.history.replaceState(window.history.state, "", window.location.pathname);
    };
    take();
    // The link may be pasted into the tab that already shows this screen.
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, []);
  return token;
}
