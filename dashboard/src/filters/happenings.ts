/** What happened in a session, as lines that the server takes: a kind and its words. */

import { parametersOf } from "../api";
import { formatPage } from "../format";
import { reasonLabel } from "../screens/capture-reason";
import { describeDays, isDay } from "./dates";
import type { Conditions, Filters } from "./filters";
import { BETWEEN, joined, linesOf } from "./happened-lines";

/** As long as a line may be, for the server. */
const MAX_CHARS = 3_000;

/** The kinds of lines, each with how many words it has. */
const KINDS = {
  bounce: 0,
  frustration: 0,
  rage: 1,
  dead: 1,
  "error-click": 1,
  click: 2,
  "page-error": 1,
  error: 1,
  vital: 4,
  capture: 1,
  property: 3,
  entry: 1,
  exit: 1,
  step: 3,
  left: 3,
  "step-elsewhere": 3,
  "left-elsewhere": 3,
  walk: 2,
  took: 1,
  lost: 1,
  cohort: 4,
} as const;
export type HappeningKind = keyof typeof KINDS;

/** A line; words that a visitor's page made may hold line breaks, which none can have. */
export function happening(kind: HappeningKind, ...words: readonly (string | number)[]): Filters {
  const line = [kind, ...words].join(" ").replaceAll(BETWEEN, " ");
  return { happened: line };
}

/** A page view with a web vital like this; what is left out is any. */
export function felt(
  vital: string,
  { rating = "*", page = "*", element = "*" }: { rating?: string; page?: string; element?: string },
): Filters {
  return happening("vital", vital, rating, page, element);
}

/** A value of a property of a custom event; names are escaped, for they may hold spaces. */
export function withProperty(event: string, property: string, value: string): Filters {
  const [name, key] = [event, property].map(encodeURIComponent);
  return happening("property", name ?? "", key ?? "", value);
}

/**
 * Sessions whose page of a step is none of those listed; null where they are too long for a line.
 * What stands between pages and words is escaped.
 */
export function elsewhere(
  kind: "step" | "left",
  step: number,
  listed: readonly string[],
  start: string,
): Filters | null {
  const pages = listed.map((page) => page.replace(/[%,\s]/g, encodeURIComponent)).join(",");
  const found = happening(`${kind}-elsewhere`, step, pages, start);
  return (found.happened?.length ?? 0) > MAX_CHARS ? null : found;
}

/**
 * Sessions of the visitors whose first one was in some days and fits `query`, the parameters of
 * the API; null where it is about such visitors already: the server takes no cohorts of cohorts.
 */
export function ofCohort(
  { from, to }: { from: string; to: string },
  timeZone: string,
  query: Conditions,
): Filters | null {
  if (query.happened?.some((line) => line.startsWith("cohort "))) return null;
  const found = happening("cohort", from, to, timeZone, parametersOf(query).toString() || "*");
  return (found.happened?.length ?? 0) > MAX_CHARS ? null : found;
}

/** Filters with more of them; what happened besides must hold as well. */
export function withMore<F extends Filters>(filters: F, more: Filters): F {
  const lines = [...linesOf(filters.happened), ...linesOf(more.happened)];
  return { ...filters, ...more, happened: joined(lines) };
}

/** What a chip says of the lines. */
export function happeningWords(happened: string): string {
  return linesOf(happened).map(wordsOf).join(" and ");
}

function wordsOf(line: string): string {
  const [kind = "", ...rest] = line.split(" ");
  const count = kind in KINDS ? KINDS[kind as HappeningKind] : 0;
  const words = [...rest.slice(0, count - 1), rest.slice(Math.max(0, count - 1)).join(" ")];
  const write = kind in WORDS ? WORDS[kind as HappeningKind] : undefined;
  return write ? write(words) : line;
}

type Words = readonly (string | undefined)[];

function on(page: string | undefined): string {
  return page === undefined || page === "*" ? "" : ` on ${pageName(page)}`;
}

/** A page without its host, as `host/path` or as an address. */
export function pageName(page: string): string {
  if (page.includes("://")) return formatPage(page);
  const path = page.slice(page.indexOf("/"));
  return page.includes("/") && path !== "" ? path : page;
}

const WORDS: Record<HappeningKind, (words: Words) => string> = {
  bounce: () => "left after one page",
  frustration: () => "something went wrong",
  rage: ([page]) => `rage click${on(page)}`,
  dead: ([page]) => `dead click${on(page)}`,
  "error-click": ([page]) => `click that broke something${on(page)}`,
  click: ([page, label]) => `click on ${label ?? ""}${on(page)}`,
  "page-error": ([page]) => `error${on(page)}`,
  error: () => "this error",
  vital: ([name, rating, page, element]) =>
    [rating === "*" ? "" : rating?.replace("-", " "), name, element === "*" ? "" : "of an element"]
      .filter(Boolean)
      .join(" ") + on(page),
  capture: ([reason]) => `page view: ${reason ? reasonLabel(reason) : "not told"}`,
  property: ([event, key, value]) => `${unescaped(event)} with ${unescaped(key)} ${value ?? ""}`,
  entry: ([page]) => `began${on(page)}`,
  exit: ([page]) => `ended${on(page)}`,
  step: ([step, page]) => `page ${step ?? ""} was ${pageName(page ?? "")}`,
  left: ([step, page]) => `left after page ${step ?? ""}, ${pageName(page ?? "")}`,
  "step-elsewhere": ([step]) => `page ${step ?? ""} was none of the most seen`,
  "left-elsewhere": ([step]) => `left after page ${step ?? ""}, none of the most seen`,
  took: ([steps]) => `took ${stepsOf(steps).join(", ")}`,
  lost: ([steps]) => `lost before ${stepsOf(steps).at(-1) ?? ""}`,
  cohort: ([from, to, , first]) =>
    `visitors who first came ${isDay(from) && isDay(to) ? describeDays(from, to) : ""}` +
    (first === "*" ? "" : ", of a filter"),
  walk: ([before, after]) => `${pageName(before ?? "")} then ${pageName(after ?? "")}`,
};

/** The pages and events of a funnel. */
function stepsOf(steps: string | undefined): string[] {
  return steps?.split(",").map((step) => step.slice(step.indexOf(":") + 1)) ?? [];
}

function unescaped(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? "");
  } catch {
    return text ?? "";
  }
}
