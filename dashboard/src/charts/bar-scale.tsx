import { formatPlural } from "../format";

/** The mark at the top of plain bars: how much the highest of them is. */
export function BarScale({
  highest,
  unit,
  units,
}: {
  highest: number;
  unit: string;
  /** Where an `s` does not make the plural. */
  units?: string;
}) {
  if (highest === 0) return null;
  return (
    <p className="mb-0.5 border-line border-b border-dashed text-ink-faint text-xs tabular-nums">
      {formatPlural(highest, unit, units)}
    </p>
  );
}
