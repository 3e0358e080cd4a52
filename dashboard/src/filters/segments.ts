/** Filters that were saved under a name: what they choose, and whether they are what is chosen. */

import type { Segment } from "../api";

import { chipValue, DIMENSIONS, type Dimension } from "./dimensions";
import { type Conditions, conditionsOf, type Filters, NO_FILTERS, parseFilters } from "./filters";

/** What a screen chooses elsewhere than in its filter bar. */
export type Without = readonly Dimension["name"][];

type Saved = Segment["filters"];
type Name = keyof typeof NO_FILTERS;
const NAMES = Object.keys(NO_FILTERS) as Name[];

/** The filters of a segment as the filter bar has them. */
export function filtersOf(saved: Saved): Filters {
  return parseFilters({ ...saved });
}

/** What is chosen in the filter bar, as a segment is saved. */
export function savedOf(filters: Filters, without: Without): Saved & Conditions {
  return { automated: false, ...conditionsOf(part(filters, without)) };
}

/** The change of the filters that applies a segment; what the screen chooses elsewhere stays. */
export function changeTo(saved: Saved, without: Without): Filters {
  return part({ ...NO_FILTERS, ...filtersOf(saved) }, without);
}

/** The segment that is exactly what is chosen. */
export function chosenSegment<S extends { filters: Saved }>(
  segments: readonly S[],
  filters: Filters,
  without: Without,
): S | undefined {
  const chosen = keyOf(filters, without);
  if (chosen === NOTHING) return undefined;
  return segments.find(
    ({ filters: saved }) => isWhole(saved) && keyOf(filtersOf(saved), without) === chosen,
  );
}

/** Whether the filter bar knows every condition of a segment: scripts can save more than it has. */
export function isWhole(saved: Saved): boolean {
  const known: Record<string, unknown> = conditionsOf(filtersOf(saved));
  return Object.entries(saved).every(
    ([name, value]) => isNothing(name, value) || String(known[name]) === String(value),
  );
}

/** What a segment chooses, in the words of the chips. */
export function describeSegment(saved: Saved): string {
  const filters = filtersOf(saved);
  return DIMENSIONS.map(({ name }) => chipValue(filters, name))
    .filter((words) => words !== null)
    .join(" · ");
}

function isNothing(name: string, value: unknown): boolean {
  if (name === "automated") return value === false;
  return value === null || (Array.isArray(value) && value.length === 0);
}

const NOTHING = "[]";

/** The same text for the same conditions, whatever the order of values. */
function keyOf(filters: Filters, without: Without): string {
  const chosen = part(filters, without);
  const known = NAMES.map((name) => [name, chosen[name]] as const).filter(
    ([, value]) => value !== undefined,
  );
  return JSON.stringify(
    known.map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value]),
  );
}

/** All but the days and but what is chosen elsewhere. */
function part(filters: Filters, without: Without): Filters {
  const names = NAMES.filter((name) => name in filters && !without.some((one) => one === name));
  return Object.fromEntries(names.map((name) => [name, filters[name]]));
}
