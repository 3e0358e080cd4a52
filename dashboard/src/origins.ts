import type { ProjectSettings } from "./api";

type ParsedOrigin = { ok: true; origin: string } | { ok: false; reason: string };

/**
 * Read what someone typed as the address of a site: `example.com/shop` is `https://example.com`,
 * `localhost:3000` is `http://localhost:3000`.
 *
 * A path is dropped, because an origin has none; `*` alone stands for every origin.
 */
export function parseOrigin(typed: string): ParsedOrigin {
  const text = typed.trim();
  if (text === "*") return { ok: true, origin: "*" };
  const url = URL.parse(
    /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${schemeOf(text)}://${text}`,
  );
  if (!url || text === "")
    return { ok: false, reason: "Enter an address such as https://www.example.com." };
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return { ok: false, reason: "Only http and https sites can be recorded." };
  }
  if (!url.hostname.includes(".") && !/^(localhost|\[.*\])$/.test(url.hostname)) {
    return { ok: false, reason: `${url.hostname} is not a full host name.` };
  }
  return { ok: true, origin: url.origin };
}

/** The settings of a fresh project: the server's own defaults, in the time zone of who makes it. */
export function newProjectSettings(allowedOrigins: string[]): ProjectSettings {
  return {
    allowedOrigins,
    privacyMode: "balanced",
    recordShare: 1,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
  };
}

/** Developers' own machines seldom speak https. */
function schemeOf(address: string): "http" | "https" {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/i.test(address) ? "http" : "https";
}
