import { useMemo } from "react";
import { usePresence } from "../../live/live-context";
import type { LiveVisitor } from "../../live/messages";
import { searched } from "./online";
import type { LiveSearch, Shown } from "./search";

function isShown(visitor: LiveVisitor, shown: Shown): boolean {
  switch (shown) {
    case "all":
      return true;
    case "recording":
      return visitor.recordingState !== "idle";
    case "waiting":
      return visitor.recordingState === "idle" && visitor.canRecord;
    case "unable":
      return !visitor.canRecord && visitor.recordingState === "idle";
    default:
      return shown satisfies never;
  }
}

/** Everyone who is online, and those of them who are looked for. */
export function useOnline({ q = "", show = "all" }: LiveSearch) {
  const visitors = usePresence((presence) => presence.visitors);
  return useMemo(() => {
    const everyone = [...visitors.values()];
    const found = searched(everyone, q);
    const count = (state: Shown) => found.filter((visitor) => isShown(visitor, state)).length;
    return {
      everyone,
      found: found.filter((visitor) => isShown(visitor, show)),
      counts: {
        all: found.length,
        recording: count("recording"),
        waiting: count("waiting"),
        unable: count("unable"),
      },
    };
  }, [visitors, q, show]);
}
