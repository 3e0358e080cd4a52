/** Which attributes of an element may be recorded, and how. All that is not named here is hidden. */

import { redact } from "../redact";
import { withoutQuery } from "../urls";
import type { AttributeValue, StyleChange } from "./events";
import { maskValue } from "./mask";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** What decides how a page looks, and says nothing about who looks at it. */
const LOOK = words(
  "class style width height role type rel media lang dir tabindex hidden disabled checked readonly " +
    "required multiple open colspan rowspan span cols rows size align valign bgcolor color border " +
    "cellpadding cellspacing face start reversed nowrap wrap sizes loading decoding draggable " +
    "contenteditable spellcheck autoplay controls loop muted playsinline popover inert slot part is " +
    "crossorigin as charset sandbox method enctype " +
    "xmlns xmlns:xlink version viewbox preserveaspectratio d points x y x1 y1 x2 y2 cx cy r rx ry fx " +
    "fy dx dy rotate transform fill fill-opacity fill-rule stroke stroke-width stroke-linecap " +
    "stroke-linejoin stroke-dasharray stroke-dashoffset stroke-miterlimit stroke-opacity " +
    "vector-effect opacity clip-path clip-rule mask filter clippathunits gradientunits " +
    "gradienttransform patternunits patterncontentunits patterntransform maskunits " +
    "maskcontentunits offset stop-color stop-opacity spreadmethod font-size font-family " +
    "font-weight font-style text-anchor dominant-baseline alignment-baseline letter-spacing " +
    "pathlength marker-start marker-mid marker-end markerwidth markerheight markerunits refx refy " +
    "orient in in2 result stddeviation flood-color flood-opacity values mode operator k1 k2 k3 k4 " +
    "color-interpolation-filters filterunits primitiveunits shape-rendering text-rendering " +
    "image-rendering overflow visibility display xml:space",
);

const LINKS = words(
  "href src action formaction xlink:href poster background data rr_src cite longdesc",
);

/** They do nothing in a replay, and often hold what nobody should see. `name` groups radio
 * buttons: without it each keeps its own state. */
const DROPPED = words("srcdoc nonce integrity name content http-equiv ping rr_dataurl");

/** Values of `aria-*`, `data-*` and unknown attributes that style sheets commonly ask for. */
const STATES = words(
  "true false on off yes no open closed opening closing opened collapsed expanded active inactive " +
    "visible hidden dark light auto none horizontal vertical top bottom left right start end " +
    "center checked unchecked indeterminate mixed page step loading loaded idle selected enabled " +
    "disabled small medium large xs sm md lg xl ltr rtl show hide instant delayed ascending " +
    "descending menu listbox dialog dropdown collapse modal tooltip popover toast tab polite",
);
/** Counts of columns and the like; three digits could be a card's code. */
const SMALL_NUMBER = /^\d{1,2}$/;

/** Elements whose `value` is a number to draw, not something a visitor entered. */
const GAUGES = words("li progress meter");

/** The attribute as it may be recorded; undefined when it must not be. Hiding twice is once. */
export function scrubAttribute(
  tag: string,
  name: string,
  value: AttributeValue,
): AttributeValue | undefined {
  const lower = name.toLowerCase();
  if (lower.startsWith("on") || DROPPED.has(lower)) return undefined;
  if (typeof value === "object" && value !== null) return scrubStyleChange(value);
  if (typeof value !== "string") return value;
  return scrubText(tag, lower, value);
}

function scrubText(tag: string, name: string, value: string): string {
  if (name === "style") return scrubStyle(value);
  if (name === "_csstext") return value;
  if (name === "id") return redact(value);
  if (LINKS.has(name)) return scrubLink(value);
  if (name === "srcset" || name === "imagesrcset") return scrubSourceSet(value);
  if (LOOK.has(name) || name.startsWith("rr_")) return value;
  if (name === "value" && GAUGES.has(tag) && Number.isFinite(Number(value))) return value;
  return name !== "value" && isState(value) ? value : maskValue(value);
}

/** True for `true`, `open`, `bottom-end` … and small numbers. */
function isState(value: string): boolean {
  return SMALL_NUMBER.test(value) || value.split("-").every((word) => STATES.has(word));
}

/** Links lose their query and fragment, but icons drawn by `<use href="#icon">` need the fragment. */
export function scrubLink(url: string): string {
  if (/^#[\w:.-]{0,64}$/.test(url) || /^[^?#]*\.svg#[\w:.-]{0,64}$/i.test(url)) return redact(url);
  if (/^data:(image|font)\//i.test(url)) return url;
  // Documents in a URL are content that no other rule has seen.
  if (/^\s*(data|javascript|vbscript):/i.test(url)) return "";
  return withoutQuery(url);
}

/** rrweb writes candidates with a comma and a space between them. */
function scrubSourceSet(value: string): string {
  const candidates = value.trim().split(/,\s+/);
  return candidates
    .map((candidate) => {
      const [url = "", size] = candidate.split(/\s+/);
      return size ? `${scrubLink(url)} ${size}` : scrubLink(url);
    })
    .join(", ");
}

function scrubStyle(css: string): string {
  return css.replace(
    /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*))\s*\)/gi,
    (_, double?: string, single?: string, bare?: string) =>
      `url("${scrubLink((double ?? single ?? bare ?? "").trim()).replace(/"/g, "%22")}")`,
  );
}

function scrubStyleChange(change: StyleChange): StyleChange {
  const scrubbed: Record<string, StyleChange[string]> = {};
  for (const [property, value] of Object.entries(change)) {
    if (typeof value === "string") scrubbed[property] = scrubStyle(value);
    else scrubbed[property] = value && [scrubStyle(value[0]), value[1]];
  }
  return scrubbed;
}
