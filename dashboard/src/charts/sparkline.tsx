/** Size of the drawing, in its own units; it is stretched to its box. */
const WIDTH = 100;
const HEIGHT = 24;

/** How a number went, without axes; what it says stands beside it as text. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const highest = Math.max(1e-9, ...values);
  const step = WIDTH / Math.max(1, values.length - 1);
  const points = values.map(
    (value, n) => `${n * step},${HEIGHT - 2 - (value / highest) * (HEIGHT - 4)}`,
  );
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="h-6 w-full text-pulse"
    >
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
