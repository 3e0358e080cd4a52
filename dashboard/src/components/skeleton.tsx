import { cn } from "./class-names";

/** A grey box of the size that the content will have. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn("block rounded-sm bg-line/70", className)} />;
}
