import world from "@svg-maps/world";
import { type ComponentProps, Fragment, type ReactNode, useMemo, useState } from "react";
import { cn } from "../components/class-names";
import { countryName, formatCount } from "../format";
import { SHADES, type Shade, shadeOf, shadesOf } from "./map-shades";
import { formatShare } from "./metrics";

export interface CountryCount {
  /** ISO 3166 alpha-2. */
  code: string;
  count: number;
}

/** What the link of a country is given. */
export type CountryLinkProps = Pick<
  ComponentProps<"a">,
  | "aria-label"
  | "className"
  | "onPointerEnter"
  | "onPointerLeave"
  | "onFocus"
  | "onBlur"
  | "children"
>;

/** From a tint to the full colour: one hue, so that colour-blind people read it as well. */
const MIXES = [24, 42, 60, 80, 100] as const;

function colorOf(shade: number): string {
  if (shade === 0) return "var(--color-sunken)";
  // With fewer shades than colours the strongest are taken: all must be told from nobody.
  const mix = MIXES[shade - 1 + MIXES.length - SHADES] ?? 100;
  return `color-mix(in oklab, var(--color-pulse) ${mix}%, var(--color-surface))`;
}

/** Countries in shades of how many are from there; each that has any is a link. */
export function WorldMap({
  counts,
  noun,
  linkOf,
}: {
  counts: readonly CountryCount[];
  /** What is counted, such as `visitors`. */
  noun: string;
  /** The link of a country, around what it is given. */
  linkOf: (code: string, props: CountryLinkProps) => ReactNode;
}) {
  const [pointed, setPointed] = useState<string | null>(null);
  const byCode = useMemo(() => new Map(counts.map(({ code, count }) => [code, count])), [counts]);
  const shades = useMemo(() => shadesOf(counts.map(({ count }) => count)), [counts]);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <figure aria-label="Map of the world" className="flex min-w-0 flex-col gap-2">
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: a title would stand as a tip over every country */}
      <svg viewBox={world.viewBox} className="w-full">
        {world.locations.map(({ id, path }) => {
          const code = id.slice(0, 2).toUpperCase();
          const count = byCode.get(code) ?? 0;
          const shape = (
            <path
              d={path}
              style={{ fill: colorOf(shadeOf(count, shades)) }}
              className={cn(
                "stroke-line-strong [stroke-width:0.6]",
                count > 0 && "hover:stroke-ink hover:[stroke-width:1.6]",
                count > 0 && pointed === code && "stroke-ink [stroke-width:1.6]",
              )}
            />
          );
          if (count === 0) return <g key={id}>{shape}</g>;
          const link = linkOf(code, {
            "aria-label": `${countryName(code) ?? code}: ${formatCount(count)} ${noun}`,
            onPointerEnter: () => setPointed(code),
            onPointerLeave: () => setPointed(null),
            onFocus: () => setPointed(code),
            onBlur: () => setPointed(null),
            className:
              "outline-none focus-visible:[&_path]:stroke-ink focus-visible:[&_path]:[stroke-width:2.4]",
            children: shape,
          });
          return <Fragment key={id}>{link}</Fragment>;
        })}
      </svg>
      <Reading pointed={pointed} count={byCode.get(pointed ?? "") ?? 0} total={total} noun={noun} />
      <Legend shades={shades} noun={noun} />
    </figure>
  );
}

/** What the pointer or the keyboard is on; keeps its place, so that nothing jumps. */
function Reading({
  pointed,
  count,
  total,
  noun,
}: {
  pointed: string | null;
  count: number;
  total: number;
  noun: string;
}) {
  return (
    <p aria-live="polite" className="h-5 text-center tabular-nums">
      {pointed === null ? (
        <span className="text-ink-faint">
          {total > 0
            ? "Point at a country, or go through them by Tab."
            : `No ${noun} whose country is known.`}
        </span>
      ) : (
        <>
          <b className="font-medium">{countryName(pointed) ?? pointed}</b>: {formatCount(count)}{" "}
          {noun}, {formatShare(total ? count / total : 0)}
        </>
      )}
    </p>
  );
}

function Legend({ shades, noun }: { shades: readonly Shade[]; noun: string }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-muted text-xs tabular-nums">
      {shades.map(({ from, to }, n) => (
        <span key={from} className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className="size-3 rounded-sm border border-line-strong"
            style={{ background: colorOf(n + 1) }}
          />
          {from === to ? formatCount(from) : `${formatCount(from)}–${formatCount(to)}`}
        </span>
      ))}
      {shades.length > 0 ? <span>{noun}</span> : null}
      <span className="ml-auto text-ink-faint">
        Map:{" "}
        <a
          href="https://github.com/VictorCazanave/svg-maps"
          target="_blank"
          rel="noopener noreferrer"
          className="underline hover:text-pulse"
        >
          Victor Cazanave
        </a>
        ,{" "}
        <a
          href="https://creativecommons.org/licenses/by/4.0/"
          target="_blank"
          rel="license noopener noreferrer"
          className="underline hover:text-pulse"
        >
          CC BY 4.0
        </a>
        , shaded
      </span>
    </div>
  );
}
