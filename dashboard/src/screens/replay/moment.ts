/** Keeps the shown moment in the URL, so that every state of the screen can be linked. */

import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

/** Return the link to a moment of this session: milliseconds from its start, and the tab if given. */
export function linkToMoment(here: string, offsetMs: number, tabId?: string): string {
  const url = new URL(here);
  url.searchParams.set("t", String(Math.max(0, Math.round(offsetMs))));
  if (tabId) url.searchParams.set("tab", tabId);
  else url.searchParams.delete("tab");
  return url.href;
}

/**
 * Write the moment into the URL, and call `onOpened` when somebody else does (`at` is what stands
 * there): a link to another
 * moment of the same session, or the browser's back button.
 */
export function useMomentInUrl(at: number | undefined, onOpened: () => void) {
  const navigate = useNavigate();
  const written = useRef(at);
  const opened = useRef(onOpened);
  opened.current = onOpened;
  useEffect(() => {
    if (at === undefined || at === written.current) return;
    written.current = at;
    opened.current();
  }, [at]);

  return (offsetMs: number, tabId: string | undefined) => {
    const t = Math.max(0, Math.round(offsetMs));
    written.current = t;
    const search = (previous: Record<string, unknown>) => ({
      ...previous,
      t,
      at: undefined,
      tab: tabId,
    });
    // The search of this route is typed by the router; here it is changed on any route that has it.
    void navigate({ to: ".", search: search as never, replace: true });
  };
}
