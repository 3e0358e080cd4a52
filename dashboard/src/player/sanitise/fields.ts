/** Reads single fields of recorded JSON, which anybody may have written. */

/** An object of the recording; its values are unknown until one of the readers below saw them. */
export type Fields = Readonly<Record<string, unknown>>;

/** Keys that must never be copied: assigning them can reach a prototype. */
const POLLUTING_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : null;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** JSON can hold 1e999, which parses to Infinity and makes setters throw. */
export function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

export function numberOf(value: unknown, fallback = 0): number {
  return isNumber(value) ? value : fallback;
}

/** Names and values that are safe to copy one by one. */
export function safeEntries(fields: Fields): [string, unknown][] {
  return Object.entries(fields).filter(([name]) => !POLLUTING_KEYS.has(name));
}

/** Copy the named fields whose values are finite numbers, strings or booleans. */
export function pick(fields: Fields, names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const name of names) {
    const value = fields[name];
    if (isNumber(value) || typeof value === "string" || typeof value === "boolean") {
      picked[name] = value;
    }
  }
  return picked;
}
