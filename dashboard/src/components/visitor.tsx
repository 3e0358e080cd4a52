import { cn } from "./class-names";

/** Hues that stay apart for colour-blind eyes, in light and dark; always together with a shape. */
const COLOURS = [
  { name: "Teal", value: "light-dark(oklch(0.56 0.1 205), oklch(0.74 0.11 205))" },
  { name: "Orange", value: "light-dark(oklch(0.66 0.15 58), oklch(0.77 0.13 62))" },
  { name: "Blue", value: "light-dark(oklch(0.54 0.15 255), oklch(0.71 0.13 250))" },
  { name: "Rose", value: "light-dark(oklch(0.61 0.17 5), oklch(0.73 0.14 5))" },
  { name: "Olive", value: "light-dark(oklch(0.6 0.11 118), oklch(0.78 0.12 118))" },
  { name: "Violet", value: "light-dark(oklch(0.52 0.17 300), oklch(0.7 0.14 300))" },
] as const;

const SHAPES = [
  { name: "circle", path: "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13z" },
  {
    name: "square",
    path: "M3.5 2h9A1.5 1.5 0 0 1 14 3.5v9a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 12.5v-9A1.5 1.5 0 0 1 3.5 2z",
  },
  { name: "diamond", path: "M8 .8 15.2 8 8 15.2.8 8z" },
  { name: "triangle", path: "M8 1.6 15.2 14H.8z" },
  { name: "hexagon", path: "M4.3 1.6h7.4L15.4 8l-3.7 6.4H4.3L.6 8z" },
  { name: "drop", path: "M8 .8c3.2 3.6 5 6 5 8.4a5 5 0 0 1-10 0C3 6.8 4.8 4.4 8 .8z" },
] as const;

/** FNV-1a, 32 bits: spreads near-equal ids over all shapes and colours. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return value >>> 0;
}

/** The look of an id: always the same for the same id. */
export function lookOf(id: string) {
  const value = hash(id);
  // The modulus keeps both indexes inside the lists; the fallbacks satisfy the compiler.
  const colour = COLOURS[value % COLOURS.length] ?? COLOURS[0];
  const shape = SHAPES[Math.floor(value / COLOURS.length) % SHAPES.length] ?? SHAPES[0];
  return { colour: colour.value, path: shape.path, name: `${colour.name} ${shape.name}` };
}

/** The coloured shape by which a visitor is recognised from row to row. */
export function VisitorShape({ id, className }: { id: string; className?: string }) {
  const look = lookOf(id);
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={cn("size-4 shrink-0", className)}>
      <path d={look.path} fill={look.colour} />
    </svg>
  );
}

/** How many characters of an id are shown where space is tight: enough to tell neighbours apart. */
const SHORT_ID_LENGTH = 6;

/** The short form of a visitor id without its prefix; `anonymous` when the browser stores none. */
export function shortVisitor(visitorId: string): string {
  return visitorId === "" ? "anonymous" : visitorId.replace(/^v_/, "").slice(0, SHORT_ID_LENGTH);
}
