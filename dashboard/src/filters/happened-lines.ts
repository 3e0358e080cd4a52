/** Several lines about what happened, as the one text of the address. */

/** Between lines in the address; no line holds one. */
export const BETWEEN = "\n";

/** The lines of the address. */
export function linesOf(happened: string | undefined): string[] {
  return happened?.split(BETWEEN).filter((line) => line !== "") ?? [];
}

/** Lines in one text, each once. */
export function joined(lines: readonly string[]): string | undefined {
  return [...new Set(lines)].join(BETWEEN) || undefined;
}
