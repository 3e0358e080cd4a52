import { cn } from "./class-names";

const HEIGHT = 20;
const BAR = 3;
const STEP = 4;
/** The lowest bar that can still be seen, in the units of the view box. */
const MINIMUM = 2;

/** One path for all bars: a virtual list of hundreds of strips stays cheap. */
export function barsOf(activity: readonly number[]): string {
  const most = Math.max(1, ...activity);
  return activity
    .map((count, index) => {
      if (count <= 0) return "";
      // The root keeps quiet parts visible beside one burst of clicks.
      const height = Math.max(MINIMUM, Math.round(HEIGHT * Math.sqrt(count / most)));
      return `M${index * STEP} ${HEIGHT}v${-height}h${BAR}v${height}z`;
    })
    .join("");
}

/** How busy a session was in equal parts of its time, oldest left. */
export function ActivityStrip({
  activity,
  className,
}: {
  activity: readonly number[];
  className?: string;
}) {
  const width = Math.max(1, activity.length) * STEP;
  const total = activity.reduce((sum, count) => sum + count, 0);
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Activity: ${total} interactions`}
      className={cn("h-5 w-full", className)}
    >
      <path d={`M0 ${HEIGHT - 0.5}h${width}`} className="stroke-line" strokeWidth={1} />
      <path d={barsOf(activity)} className="fill-pulse" />
    </svg>
  );
}
