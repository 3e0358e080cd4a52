/** Decides which recorded attributes may reach the replayed page, and with which value. */

import { type Assets, NO_ASSETS } from "../assets";
import { referencedHash, withoutAddresses } from "./css";
import { type Fields, fieldsOf, isNumber, safeEntries } from "./fields";

export type AttributeValue = string | number | boolean | null | StyleChange;
/** A change of single style properties, as rrweb records it: `false` removes one. */
type StyleChange = { [property: string]: string | false | [string, string] };

/** Stands for an image that was not stored with the recording: a grey box of one line's height. */
export const MISSING_IMAGE =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='24' height='24' " +
  "preserveAspectRatio='none'%3E%3Crect width='100%25' height='100%25' fill='%238884'/%3E%3C/svg%3E";

/** A link that stays where it is: the replayed document has the address of the player page. */
export const INERT_LINK = "#";

/** Where an inert link led to, or an image came from: a path, for those who look for what visitors used. */
export const LINK_PATH = "data-pulse-path";

/** They run code, send requests, navigate, or take the focus; nothing of it can be seen in a replay. */
const FORBIDDEN: ReadonlySet<string> = new Set([
  "accesskey",
  "action",
  "allow",
  "archive",
  "attributionsrc",
  "autofocus",
  "background",
  "classid",
  "codebase",
  "csp",
  "data",
  "download",
  "dynsrc",
  "formaction",
  "formtarget",
  "http-equiv",
  "imagesrcset",
  "integrity",
  "is",
  "ismap",
  "longdesc",
  "lowsrc",
  "manifest",
  "nonce",
  "ping",
  "profile",
  "sandbox",
  "srcdoc",
  "srcset",
  "target",
]);

/** SVG elements whose reference stays inside the page. */
const SVG_REFERENCES: ReadonlySet<string> = new Set([
  "filter",
  "lineargradient",
  "mpath",
  "pattern",
  "radialgradient",
  "textpath",
  "use",
]);

/** Their `name` would hide properties of the document that the replayer calls. */
const NAMED_BY_DOCUMENT: ReadonlySet<string> = new Set(["embed", "form", "iframe", "img"]);

/** A meta element may describe the page, never steer it. */
const META_ATTRIBUTES: ReadonlySet<string> = new Set(["name", "content", "charset"]);

/** An animation may not give a link or a handler to its parent. */
const ANIMATIONS: ReadonlySet<string> = new Set(["animate", "set", "animatetransform"]);

function hasDataType(value: string, types: readonly string[]): boolean {
  const start = value.slice(0, 32).toLowerCase();
  return types.some((type) => start.startsWith(`data:${type}/`));
}

function safeReference(tag: string, value: string): string | undefined {
  if (tag === "a" || tag === "area") return INERT_LINK;
  if (SVG_REFERENCES.has(tag)) return value.startsWith("#") ? value : undefined;
  const isImage = tag === "image" || tag === "feimage";
  if (!isImage) return undefined;
  return value.startsWith("#") || hasDataType(value, ["image"]) ? value : MISSING_IMAGE;
}

/** The path of an absolute address, as the recorder writes them; empty where it has none. */
function pathIn(address: string): string {
  return /^https?:/i.test(address) && URL.canParse(address) ? new URL(address).pathname : "";
}

function safeSource(tag: string, value: string): string | undefined {
  if (tag === "img") return hasDataType(value, ["image"]) ? value : MISSING_IMAGE;
  if (tag === "input") return hasDataType(value, ["image"]) ? value : undefined;
  const isMedia = tag === "source" || tag === "video" || tag === "audio";
  return isMedia && hasDataType(value, ["audio", "video"]) ? value : undefined;
}

function safeText(tag: string, name: string, value: string): string | undefined {
  switch (name) {
    case "href":
    case "xlink:href":
      return safeReference(tag, value);
    case "src":
      return safeSource(tag, value);
    case "style":
    case "_csstext":
      return withoutAddresses(value);
    case "poster":
    case "rr_dataurl":
      return hasDataType(value, ["image"]) ? value : undefined;
    default:
      // Only the attributes above fetch; a script URL anywhere else is a trick, not a text.
      return /^[\s\p{Cc}]*(javascript|vbscript):/iu.test(value) ? undefined : value;
  }
}

function isForbidden(tag: string, name: string): boolean {
  if (name.startsWith("on") || FORBIDDEN.has(name)) return true;
  if (tag === "link") return name === "rel" || name === "href";
  if (tag === "meta") return !META_ATTRIBUTES.has(name);
  if (ANIMATIONS.has(tag)) return name === "attributename" || name.endsWith("href");
  return name === "name" && NAMED_BY_DOCUMENT.has(tag);
}

function safeStyle(fields: Fields): StyleChange {
  const style: StyleChange = {};
  for (const [property, value] of safeEntries(fields)) {
    if (value === false) style[property] = false;
    else if (typeof value === "string") style[property] = withoutAddresses(value);
    else if (Array.isArray(value) && typeof value[0] === "string")
      style[property] = [withoutAddresses(value[0]), value[1] === "important" ? "important" : ""];
  }
  return style;
}

function safeValue(tag: string, name: string, value: unknown): AttributeValue | undefined {
  if (typeof value === "string") return safeText(tag, name, value);
  if (value === null || typeof value === "boolean" || isNumber(value)) return value;
  const fields = name === "style" ? fieldsOf(value) : null;
  return fields ? safeStyle(fields) : undefined;
}

/** What the recording refers to, or undefined where the value is no reference. */
function referred(tag: string, name: string, value: unknown, assets: Assets): string | undefined {
  const hash = typeof value === "string" ? referencedHash(value) : null;
  if (!hash) return undefined;
  if (name === "_csstext") return assets.sheet(hash) ?? undefined;
  const isPicture = name === "src" && tag === "img";
  return isPicture ? (assets.address(hash, "image") ?? undefined) : undefined;
}

/**
 * Return the attributes that may be replayed.
 *
 * `tag` is the element's name in lower case, or "" when it is not known; then nothing that could
 * fetch or navigate passes. `null` values say that an attribute was removed.
 */
export function sanitiseAttributes(
  tag: string,
  fields: Fields,
  assets: Assets = NO_ASSETS,
): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of safeEntries(fields)) {
    const lowerName = name.toLowerCase();
    if (isForbidden(tag, lowerName)) continue;
    const safe = referred(tag, lowerName, value, assets) ?? safeValue(tag, lowerName, value);
    if (safe !== undefined) attributes[name] = safe;
    const isAddress = lowerName === "href" ? safe === INERT_LINK : safe === MISSING_IMAGE;
    if (isAddress) attributes[LINK_PATH] = pathIn(String(value));
  }
  return attributes;
}
