/** Patterns of paths, as a project's settings name pages. */

/**
 * True when a path is one of the named pages or lies below one. `*` stands for any text; `/` alone
 * is the start page. Capitals and lower case are alike, and so are `%C3%BC` and `ü`: a page that
 * must not be recorded stays out, however its address is written.
 */
export function matchesAny(patterns: readonly string[], path: string): boolean {
  const asWritten = plain(path);
  return patterns.some((pattern) => {
    const wanted = withoutLastSlash(plain(pattern));
    return (
      fits(wanted, withoutLastSlash(asWritten)) ||
      fits(wanted, asWritten) ||
      (wanted !== "/" && fits(`${wanted}/*`, asWritten))
    );
  });
}

function withoutLastSlash(path: string): string {
  return path.replace(/(.)\/$/, "$1");
}

function plain(text: string): string {
  try {
    return decodeURI(text).toLowerCase();
  } catch {
    return text.toLowerCase();
  }
}

/** Piece by piece from left to right: a regular expression of many `*` could hold up the page. */
function fits(pattern: string, path: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return path === pattern;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return path.length - last.length >= at && path.endsWith(last);
}
