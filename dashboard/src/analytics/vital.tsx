import { cn } from "../components/class-names";
import { formatVital, ratingOf, type VitalName } from "./vitals";

const LOOKS = {
  good: { color: "text-good", word: "good" },
  fair: { color: "text-attention", word: "needs work" },
  poor: { color: "text-live", word: "poor" },
} as const;

/** A web vital with its rating, as colour and as a word. */
export function Vital({
  name,
  value,
  hasWord = false,
}: {
  name: VitalName;
  value: number | null;
  /** The rating is also written out. */
  hasWord?: boolean;
}) {
  if (value === null) return <span className="text-ink-faint">–</span>;
  const { color, word } = LOOKS[ratingOf(name, value)];
  return (
    <span className={cn("tabular-nums", color)} title={word}>
      {formatVital(name, value)}
      {hasWord ? <span className="ml-1.5 text-xs">{word}</span> : null}
    </span>
  );
}
