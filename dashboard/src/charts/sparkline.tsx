/** Size of the drawing, in its own units; it is stretched to its box. */
const WIDTH = 100;
const HEIGHT = 24;

/** What a sparkline draws: a value for each stretch of time, the last of which may still go on. */
export interface Course {
  values: readonly number[];
  isLastGoingOn?: boolean;
}

/**
 * How a number went, without axes; what it says stands beside it as text.
 *
 * What still goes on is dotted: it is low because it is not over.
 */
export function Sparkline({ values, isLastGoingOn = false }: Course) {
  const highest = Math.max(1e-9, ...values);
  const step = WIDTH / Math.max(1, values.length - 1);
  const points = values.map(
    (value, n) => `${n * step},${HEIGHT - 2 - (value / highest) * (HEIGHT - 4)}`,
  );
  const over = isLastGoingOn ? points.slice(0, -1) : points;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="h-6 w-full text-pulse"
    >
      <Line points={over} />
      {isLastGoingOn ? <Line points={points.slice(-2)} isDotted /> : null}
    </svg>
  );
}

function Line({ points, isDotted }: { points: readonly string[]; isDotted?: boolean }) {
  return (
    <polyline
      points={points.join(" ")}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeDasharray={isDotted ? "1.5 2.5" : undefined}
      vectorEffect="non-scaling-stroke"
    />
  );
}
