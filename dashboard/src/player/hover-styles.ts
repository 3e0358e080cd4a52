/**
 * Lets recorded style sheets know which element the recorded pointer is over.
 *
 * In a replay no real pointer hovers: rrweb marks elements with a class named `:hover`, and gives
 * every rule for `:hover` a twin for that class. It parses each style sheet for that, which takes
 * most of the time until the first frame; looking at the selectors alone is enough.
 */

/** What may hold braces without meaning them, and what begins or ends a selector. */
const TOKEN =
  /\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|url\([^)"']*\)|[{};]/gi;
const HOVER = /([^\\]):hover/g;
/** Media queries about the screen ask about the visitor's, which is not the one in front of us. */
const SCREEN_SIZE = /\b(min|max)-device-(width|height)\b/gi;

/** Return what stands before a brace, with the twin of a rule for `:hover`. */
function withTwin(prelude: string): string {
  if (/^\s*@/.test(prelude)) return prelude.replace(SCREEN_SIZE, "$1-$2");
  const twin = prelude.replace(HOVER, "$1.\\:hover");
  if (twin === prelude) return prelude;
  return `${prelude.trimEnd()},${twin}`;
}

/** Return the style text with a twin for every rule for `:hover`, and without comments. */
export function adaptHover(css: string): string {
  if (!/:hover|-device-/i.test(css)) return css;
  const parts: string[] = [];
  let before = "";
  let start = 0;
  for (const { 0: token, index } of css.matchAll(TOKEN)) {
    const isComment = token.startsWith("/*");
    if (token.length > 1 && !isComment) continue;
    before += css.slice(start, index);
    start = index + token.length;
    if (isComment) continue;
    parts.push(token === "{" ? withTwin(before) : before, token);
    before = "";
  }
  return parts.join("") + before + css.slice(start);
}

/** Takes the place of rrweb's memory of adapted style sheets, so that it never parses one. */
export class HoverStyles extends Map<string, string> {
  override get(css: string): string {
    const held = super.get(css);
    if (held !== undefined) return held;
    const adapted = adaptHover(css);
    this.set(css, adapted);
    return adapted;
  }
}
