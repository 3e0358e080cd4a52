/** Longest pattern that the server takes. */
const MAX_LENGTH = 200;

export type ParsedPattern = { ok: true; pattern: string } | { ok: false; reason: string };

/** Read what was typed or pasted as a pattern of paths; a whole address becomes its path. */
export function parsePattern(typed: string): ParsedPattern {
  const text = typed.trim();
  const pattern = /^https?:\/\//i.test(text) ? pathOf(text) : text;
  if (pattern === "") return { ok: false, reason: "Type a path, such as /checkout." };
  if (/[?#]/.test(pattern)) {
    return { ok: false, reason: "A page is known by its path: leave out what follows ? or #." };
  }
  if (/\s/.test(pattern)) return { ok: false, reason: "A path has no spaces." };
  if (!/^[/*]/.test(pattern)) {
    return { ok: false, reason: `A path begins with /: did you mean /${pattern}?` };
  }
  if (pattern.length > MAX_LENGTH) {
    return { ok: false, reason: `A pattern has ${MAX_LENGTH} characters at most.` };
  }
  return { ok: true, pattern };
}

function pathOf(address: string): string {
  return URL.canParse(address) ? decodePath(new URL(address).pathname) : address;
}

function decodePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** Say in words which pages a pattern is about, as the tracker takes it. */
export function describePattern(pattern: string): string {
  const shown = pattern.replace(/(.)\/$/, "$1");
  if (shown === "/") return "Matches the start page only.";
  if (/^\/?\*+$/.test(shown)) return "Matches every page.";
  const example = shown.replaceAll("*", "…");
  return shown.endsWith("*")
    ? `Matches every path like ${example}`
    : `Matches ${example} and ${example}/…`;
}
