/** What happened in a session, as lines that the server takes: a kind and its words. */

import { formatPage } from "../format";
import { reasonLabel } from "../screens/capture-reason";
import type { Filters } from "./filters";
import { BETWEEN, joined, linesOf } from "./happened-lines";

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
  walk: 2,
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
  walk: ([before, after]) => `${pageName(before ?? "")} then ${pageName(after ?? "")}`,
};

function unescaped(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? "");
  } catch {
    return text ?? "";
  }
}
