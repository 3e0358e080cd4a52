import { formatShare } from "../../analytics/metrics";

/** Shares of good, fair and poor page views, side by side. */
export function RatingBar({
  samples,
  good,
  needsImprovement,
  poor,
}: {
  samples: number;
  good: number;
  needsImprovement: number;
  poor: number;
}) {
  const parts = [
    { word: "good", count: good, color: "bg-good" },
    { word: "need work", count: needsImprovement, color: "bg-attention" },
    { word: "poor", count: poor, color: "bg-live" },
  ];
  const shares = parts.map(
    ({ word, count }) => `${formatShare(samples ? count / samples : 0)} ${word}`,
  );
  return (
    <span
      role="img"
      aria-label={shares.join(", ")}
      title={shares.join(", ")}
      className="flex h-1.5 w-full gap-px overflow-hidden rounded-full bg-line"
    >
      {parts.map(({ word, count, color }) => (
        <span
          key={word}
          className={color}
          style={{ width: `${(count / Math.max(1, samples)) * 100}%` }}
        />
      ))}
    </span>
  );
}
