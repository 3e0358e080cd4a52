import { ArrowDown, ArrowRight, ArrowUp } from "lucide-react";
import { cn } from "../components/class-names";
import { changeOf } from "./metrics";

/** Below this share a change is none. */
const LEAST = 0.005;
/** From here on it is told as a multiple: percentages of thousands say nothing. */
const MANY = 9;

/** How a number changed against the range before: an arrow, a percentage, and a colour. */
export function Change({
  now,
  before,
  isMoreGood,
}: {
  now: number;
  before: number;
  isMoreGood: boolean | null;
}) {
  const change = changeOf(now, before);
  if (change === null) return <span className="text-ink-faint text-xs">new</span>;
  const isSame = Math.abs(change) < LEAST;
  const Icon = isSame ? ArrowRight : change > 0 ? ArrowUp : ArrowDown;
  const isGood = isMoreGood !== null && !isSame && change > 0 === isMoreGood;
  const isBad = isMoreGood !== null && !isSame && !isGood;
  return (
    <span
      className={cn(
        "inline-flex items-center gap-0.5 whitespace-nowrap text-xs tabular-nums",
        isGood ? "text-good" : isBad ? "text-live" : "text-ink-faint",
      )}
    >
      <Icon className="size-3" aria-hidden="true" />
      <span className="sr-only">{change > 0 ? "up" : "down"} </span>
      {change >= MANY ? `${Math.round(change + 1)} ×` : `${Math.abs(Math.round(change * 100))} %`}
    </span>
  );
}
