import { useMemo } from "react";
import { Select } from "../../components/select";

/** Widths that are offered on every page, CSS pixels: a phone, a tablet, two desktops. */
const COMMON_PX = [390, 768, 1280, 1440, 1920];
/** Value of the choice that keeps the recorded width. */
const OWN = "own";

/** The width at which the page is drawn: the page's own breakpoints are offered. */
export function WidthMenu({
  width,
  recorded,
  breakpoints,
  onChange,
}: {
  /** Missing: as the visitor saw it. */
  width: number | undefined;
  /** Width of the recorded page; null while it loads. */
  recorded: number | null;
  breakpoints: readonly number[];
  onChange: (width: number | undefined) => void;
}) {
  const choices = useMemo(() => {
    const known = new Set([...COMMON_PX, ...breakpoints, ...(width ? [width] : [])]);
    const widths = [...known].sort((a, b) => a - b);
    return [
      {
        value: OWN,
        label: recorded && !width ? `${recorded} px` : "As recorded",
        note: "as recorded",
      },
      ...widths.map((px) => ({
        value: String(px),
        label: `${px} px`,
        ...(breakpoints.includes(px) ? { note: "the layout changes here" } : {}),
      })),
    ];
  }, [width, recorded, breakpoints]);
  return (
    <Select
      aria-label="Width of the page"
      value={width ? String(width) : OWN}
      choices={choices}
      onChange={(value) => onChange(value === OWN ? undefined : Number(value))}
      className="h-8"
    />
  );
}
