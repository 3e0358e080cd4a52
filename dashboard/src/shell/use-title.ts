import { useEffect } from "react";

/** Name the browser's tab: what is open, then where. */
export function useTitle(...parts: string[]): void {
  const title = [...parts, "PagePulse"].join(" – ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
