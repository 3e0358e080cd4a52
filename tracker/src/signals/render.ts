/** Writes down what a page hands to its console: short, and without running anything of the page. */

import { clean } from "../errors";
import { MESSAGE_LENGTH, RENDER_DEPTH, RENDER_ITEMS, RENDER_STRING_LENGTH } from "../limits";
import { BULLET } from "../redact";

const HIDDEN = BULLET.repeat(8);
/** Names of what no message needs to show. */
const SECRET =
  "pass(?:word|wd|phrase)?|pwd|secret|token|authorization|cookie|api[-_]?key|cvc|cvv|pin";
const SECRET_NAME = new RegExp(SECRET, "i");
/** The same written out, as in a query or in JSON. */
const SECRET_PAIR = new RegExp(`((?:${SECRET})["']?\\s{0,4}[:=]\\s{0,4}["']?)[^\\s"',;&}]+`, "gi");
const PLACEHOLDER = /%[sdifoOcj%]/g;

/** Return the arguments of one call as one line: redacted, at most 1,024 long. Never throws. */
export function renderArguments(args: readonly unknown[]): string {
  const rest = [...args];
  const parts = typeof rest[0] === "string" ? [formatted(rest)] : [];
  for (const value of rest) {
    // Twice the length, so that what is cut off at the end is redacted as a whole before.
    if (parts.join(" ").length > MESSAGE_LENGTH * 2) break;
    parts.push(render(value, 0, []));
  }
  const text = parts.join(" ").replace(SECRET_PAIR, `$1${HIDDEN}`);
  return clean(text, MESSAGE_LENGTH * 2).slice(0, MESSAGE_LENGTH);
}

/** Take the first argument, and the further ones that its placeholders name. */
function formatted(rest: unknown[]): string {
  const text = String(rest.shift()).slice(0, MESSAGE_LENGTH * 2);
  return text.replace(PLACEHOLDER, (placeholder) => {
    if (placeholder === "%%") return "%";
    if (!rest.length) return placeholder;
    const value = rest.shift();
    // Only looks.
    if (placeholder === "%c") return "";
    return render(value, 0, []);
  });
}

/** `around`: the objects that this value stands in. */
function render(value: unknown, depth: number, around: readonly object[]): string {
  try {
    if (typeof value === "string") return renderString(value, depth);
    if (typeof value === "function") return `ƒ ${value.name}()`;
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value === "object" && value !== null) return renderObject(value, depth, around);
    return String(value);
  } catch {
    // A proxy of the page's, or one of its getters that we could not go around.
    return "[unreadable]";
  }
}

function renderString(text: string, depth: number): string {
  if (!depth) return text.slice(0, MESSAGE_LENGTH * 2);
  const isLong = text.length > RENDER_STRING_LENGTH;
  return `"${text.slice(0, RENDER_STRING_LENGTH)}${isLong ? "…" : ""}"`;
}

function renderObject(value: object, depth: number, around: readonly object[]): string {
  if (around.includes(value)) return "[circular]";
  if (value instanceof Error) return renderError(value, depth);
  if (value instanceof Element) return `<${value.localName}${value.id && `#${value.id}`}>`;
  if (value instanceof Date) return Number.isNaN(+value) ? "Invalid Date" : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (ArrayBuffer.isView(value) || value instanceof Map || value instanceof Set) {
    return `${kindOf(value)}(${"size" in value ? value.size : value.byteLength})`;
  }
  const inside = [...around, value];
  if (Array.isArray(value)) return renderArray(value, depth, inside);
  return renderPlain(value, depth, inside);
}

function renderError(error: Error, depth: number): string {
  const said = `${error.name}: ${error.message}`;
  if (depth) return said;
  const { stack } = error;
  // Firefox and Safari leave the message out of the stack.
  return stack?.startsWith(error.name) ? stack : [said, stack].filter(Boolean).join("\n");
}

function renderArray(list: readonly unknown[], depth: number, inside: readonly object[]): string {
  if (depth >= RENDER_DEPTH) return `Array(${list.length})`;
  const shown = Array.from({ length: Math.min(list.length, RENDER_ITEMS) }, (_, place) =>
    renderProperty(list, String(place), depth, inside),
  );
  if (list.length > RENDER_ITEMS) shown.push("…");
  return `[${shown.join(", ")}]`;
}

function renderPlain(value: object, depth: number, inside: readonly object[]): string {
  const kind = kindOf(value);
  const names = Object.keys(value);
  const shown = depth < RENDER_DEPTH ? names.slice(0, RENDER_ITEMS) : [];
  const parts = shown.map((name) => `${name}: ${renderProperty(value, name, depth, inside)}`);
  if (names.length > shown.length) parts.push("…");
  return `${kind === "Object" ? "" : `${kind} `}{${parts.join(", ")}}`;
}

/** A getter is never run: what it does is the page's business. */
function renderProperty(owner: object, name: string, depth: number, inside: readonly object[]) {
  if (SECRET_NAME.test(name)) return HIDDEN;
  const property = Object.getOwnPropertyDescriptor(owner, name);
  if (!property) return "";
  return property.get ? "(…)" : render(property.value, depth + 1, inside);
}

function kindOf(value: object): string {
  const { name } = (Object.getPrototypeOf(value)?.constructor ?? Object) as { name?: unknown };
  return typeof name === "string" ? name.slice(0, RENDER_STRING_LENGTH) : "Object";
}
