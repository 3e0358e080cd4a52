import { formatDistanceStrict } from "date-fns";

const SECOND_MS = 1000;
const MINUTE_S = 60;
const HOUR_S = 3600;

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** Milliseconds as a clock: `0:42`, `12:05`, `1:02:33`. Parts of a second are cut, as a player does. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND_MS));
  const hours = Math.floor(seconds / HOUR_S);
  const minutes = Math.floor((seconds % HOUR_S) / MINUTE_S);
  const rest = twoDigits(seconds % MINUTE_S);
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** Milliseconds in words: `42 s`, `3 min 5 s`, `2 h 10 min`. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND_MS));
  if (seconds < MINUTE_S) return `${seconds} s`;
  const minutes = Math.floor(seconds / MINUTE_S);
  const [whole, part] =
    seconds < HOUR_S
      ? [`${minutes} min`, `${seconds % MINUTE_S} s`]
      : [`${Math.floor(seconds / HOUR_S)} h`, `${minutes % MINUTE_S} min`];
  return part.startsWith("0 ") ? whole : `${whole} ${part}`;
}

const COUNT = new Intl.NumberFormat("en");

/** `12,345`. */
export function formatCount(value: number): string {
  return COUNT.format(value);
}

/** `1 session`, `2 sessions`. */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

const UNITS: Record<string, string> = {
  second: "s",
  minute: "min",
  hour: "h",
  day: "d",
  month: "mo",
  year: "y",
};

/** How long ago, short: `now`, `4 min ago`, `3 d ago`. A clock ahead of ours counts as now. */
export function formatAgo(at: number, now: number): string {
  if (now - at < 5 * SECOND_MS) return "now";
  const [count, unit = ""] = formatDistanceStrict(at, now, { roundingMethod: "floor" }).split(" ");
  return `${count} ${UNITS[unit.replace(/s$/, "")] ?? unit} ago`;
}

/** The full date and time in a time zone, with the zone's name: `23 Nov 2026, 08:14:03 GMT+1`. */
export function formatMoment(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "long",
    timeZone,
  }).format(at);
}

/** Day and time in a time zone, without the year: `23 Nov, 08:14`. */
export function formatMinute(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(at);
}

const UNKNOWN_PAGE = "unknown page";

/** A page key with a port, `host:8080/path`: a parser of addresses takes its host for a scheme. */
const HAS_PORT = /^[^/:]+:\d+(?:\/|$)/;

/** The path of a page URL, with the hash of hash-routed sites. Never throws: visitors send anything. */
export function formatPage(pageURL: string): string {
  if (HAS_PORT.test(pageURL)) return pageURL;
  try {
    const url = new URL(pageURL);
    const page = `${safeDecode(url.pathname)}${url.hash.startsWith("#/") ? url.hash : ""}`;
    return page.trim() || UNKNOWN_PAGE;
  } catch {
    return pageURL.trim() || UNKNOWN_PAGE;
  }
}

function safeDecode(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** Browser and system in few words: the icon beside them says already that it is a phone. */
export function formatSoftware(browser: string, os: string): string {
  const name = browser
    .replace(/\b(Mobile|iOS|WebView)\b/g, "")
    .replace(/\s+/g, " ")
    .trim();
  const system = os.replace(/^Mac OS X$/, "macOS");
  return [name || browser, system].filter(Boolean).join(", ") || "unknown";
}

const COUNTRY_NAMES = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

/** The name of an ISO 3166 alpha-2 code; null when it is none. */
export function countryName(code: string): string | null {
  return /^[A-Z]{2}$/.test(code) ? (COUNTRY_NAMES.of(code) ?? code) : null;
}

const LANGUAGE_NAMES = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });

/** The name of a language tag, `German (Austria)`; the tag itself where it is none. */
export function languageName(tag: string): string {
  try {
    return LANGUAGE_NAMES.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const KILOBYTE = 1_000;
const MEGABYTE = 1_000_000;

/** Return a size as people read it: `77 kB`, `1.3 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < MEGABYTE) return `${Math.ceil(bytes / KILOBYTE)} kB`;
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}
