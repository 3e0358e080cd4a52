/** Moments as a time zone's clocks show them: what a date-and-time field holds. */

const MINUTE_MS = 60_000;

/** A moment as `2026-11-23T14:05` on the clocks of a zone. */
export function localText(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  });
  return format.format(at).replace(" ", "T");
}

/** The moment of such a text, Unix ms; null where it is none. An hour that clocks repeat: its first. */
export function momentOf(text: string, timeZone: string): number | null {
  const wanted = Date.parse(`${text}Z`);
  if (Number.isNaN(wanted)) return null;
  const shownAt = (at: number) => Date.parse(`${localText(at, timeZone)}Z`);
  // Twice: the first try may lie on the other side of a change of the clocks.
  const near = wanted - (shownAt(wanted) - wanted);
  const found = near - (shownAt(near) - wanted);
  return Math.floor(found / MINUTE_MS) * MINUTE_MS;
}
