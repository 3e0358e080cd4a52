import { formatDuration } from "../../format";
import { useServerNow } from "./use-server-now";

/** The time since a moment of the server's clock, as it passes. */
export function Elapsed({ since, className }: { since: number; className?: string }) {
  const now = useServerNow();
  return <span className={className}>{formatDuration(now - since)}</span>;
}
