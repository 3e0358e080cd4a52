/**
 * What dashboard and player page say to each other about a heatmap, beside `protocol.ts`.
 *
 * `run` numbers what is shown; answers about older ones are late. Lengths are CSS pixels of the
 * recorded page, `top` ones from the top of the page.
 */

import type { Asset } from "../assets";
import { fieldsOf, isNumber, listOf, textOf } from "../sanitise/fields";
import type { HeatScale, Palette } from "./palette";

/** How much of something lies where in an element; `ex` and `ey` in 1/65535 of its size. */
export interface HeatCell {
  ex: number;
  ey: number;
  value: number;
}

export interface HeatElement {
  /** 16 hex digits. */
  id: string;
  /** For people; text that a visitor's browser sent. */
  label: string;
  /** What the element is known by, as the tracker sent it. */
  print: unknown;
  /** Sum over its cells. */
  value: number;
  /** Share of the whole map, 0 to 1. */
  share: number;
  cells: readonly HeatCell[];
}

/** A place on the page that no element is known for. */
export interface HeatPoint {
  x: number;
  y: number;
  value: number;
}

/** One element in two maps. */
export interface DifferenceElement extends HeatElement {
  /** −1: far more in the first map; 1: far more in the second. */
  lean: number;
  /** Whether the difference is more than chance. */
  isSure: boolean;
  /** What stands on its box, such as `+3.1`. */
  tag: string;
  /** Lines for the tip. */
  words: readonly string[];
}

/** One element with a rating, such as of a web vital. */
export interface RatedElement extends HeatElement {
  rating: "good" | "fair" | "poor";
  /** What stands on its box, such as `2.9 s`. */
  tag: string;
  /** Lines for the tip. */
  words: readonly string[];
}

/** A rectangle of the page, CSS pixels. */
export interface Region {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Parts that one question takes: a screen full of small elements. */
export const MAX_PARTS = 300;

/** A rectangle of an element, in 1/65535 of its size. */
export interface HeatPart extends Region {
  elementId: string;
}

/** How many of the views saw the page down to `y`. */
export interface ReachStep {
  y: number;
  share: number;
}

export type Heat =
  /** `attention`: milliseconds that bands of elements were seen; a cell begins where its band does. */
  | {
      kind: "density" | "attention";
      elements: readonly HeatElement[];
      points: readonly HeatPoint[];
    }
  | { kind: "difference"; elements: readonly DifferenceElement[] }
  | { kind: "rating"; elements: readonly RatedElement[] }
  | { kind: "reach"; steps: readonly ReachStep[]; folds: readonly number[] };

/** How the heat is drawn. */
export interface Look {
  palette: Palette;
  scale: HeatScale;
  /** 0 to 1. */
  opacity: number;
  /** Standard deviation of the blur. */
  radiusPx: number;
  /** Whether the elements with the most heat have numbered boxes. */
  hasBoxes: boolean;
}

export type ToMap =
  /**
   * Show the page of a window at a moment, frozen, in a viewport of this width (null: its own).
   * The key of the project salts the fingerprints of its elements.
   */
  | {
      type: "map-show";
      run: number;
      bytes: ArrayBuffer;
      assets: readonly Asset[];
      at: number;
      width: number | null;
      projectKey: string;
    }
  | { type: "map-heat"; run: number; heat: Heat }
  | { type: "map-look"; look: Look }
  /** Frame one element and bring it into view; null takes the frame away. */
  | { type: "map-highlight"; elementId: string | null }
  | { type: "map-scroll"; top: number }
  /** Frame a rectangle of the page and tell what lies in it; null takes the frame away. */
  | { type: "map-region"; run: number; region: Region | null }
  /** Whether a finger draws a rectangle in place of scrolling; a mouse always does. */
  | { type: "map-drawing"; isOn: boolean }
  /** Make a picture of what is seen, this many pixels wide (null: as many as the page has). */
  | { type: "map-picture"; run: number; width: number | null };

/** What became of the heat: every element of the map is in one of the three. */
export interface Placement {
  placed: readonly { id: string; confidence: number; top: number }[];
  /** There on the recorded page, but not to be seen at this width or in this state. */
  hidden: readonly string[];
  /** Not found on the recorded page. */
  unresolved: readonly string[];
  /** The highest density that is drawn, per square of 24 px. */
  highest: number;
}

export type FromMap =
  | {
      type: "map-shown";
      run: number;
      width: number;
      height: number;
      pageHeight: number;
      /** Widths at which the page looks different. */
      breakpoints: number[];
    }
  | ({ type: "map-placed"; run: number } & Placement)
  | { type: "map-scrolled"; top: number }
  /** The pointer is over an element of the map, or over none. */
  | { type: "map-hovered"; elementId: string | null }
  /** A rectangle was drawn: what of the map lies in it, and how much; parts are the hottest ones. */
  | { type: "map-region"; run: number; region: Region; parts: readonly HeatPart[]; sum: number }
  /**
   * The picture, as PNG; null where the browser makes none. `backdrop` says whether the page is on
   * it, and whether all of it.
   */
  | {
      type: "map-pictured";
      run: number;
      png: ArrayBuffer | null;
      backdrop: "whole" | "partial" | "missing";
    }
  /** A place was pressed; `elementId` is the smallest element of the map there. */
  | { type: "map-picked"; elementId: string | null; x: number; y: number }
  | { type: "map-failed"; run: number; problem: "unreadable" | "no_snapshot" };

const TO_MAP_TYPES: ReadonlySet<string> = new Set<ToMap["type"]>([
  "map-show",
  "map-heat",
  "map-look",
  "map-highlight",
  "map-scroll",
  "map-region",
  "map-drawing",
  "map-picture",
]);

const ELEMENT_ID = /^[0-9a-f]{16}$/;
const PROBLEMS: readonly string[] = ["unreadable", "no_snapshot"];
const BACKDROPS: readonly string[] = ["whole", "partial", "missing"];
/** More breakpoints than any page has. */
const MAX_BREAKPOINTS = 1_000;

function isElementId(value: unknown): boolean {
  return typeof value === "string" && ELEMENT_ID.test(value);
}

/** Return the message of the dashboard about a heatmap, or null when the event is anything else. */
export function readToMap(
  event: MessageEvent<unknown>,
  dashboard: MessageEventSource | null,
  origin: string,
): ToMap | null {
  if (event.origin !== origin || event.source !== dashboard) return null;
  const type = textOf(fieldsOf(event.data)?.type);
  return TO_MAP_TYPES.has(type) ? (event.data as ToMap) : null;
}

/** Return the message of the player page about a heatmap, or null when the event is anything else. */
export function readFromMap(
  event: MessageEvent<unknown>,
  player: MessageEventSource | null,
  origin: string,
): FromMap | null {
  if (event.origin !== origin || event.source !== player) return null;
  return isFromMap(event.data) ? (event.data as FromMap) : null;
}

/** Whether a message of the player about a heatmap has the agreed shape. */
function isFromMap(data: unknown): boolean {
  const message = fieldsOf(data);
  switch (message?.type) {
    case "map-shown":
      return (
        [message.run, message.width, message.height, message.pageHeight].every(isNumber) &&
        listOf(message.breakpoints).length <= MAX_BREAKPOINTS &&
        listOf(message.breakpoints).every(isNumber)
      );
    case "map-placed":
      return (
        isNumber(message.run) &&
        isNumber(message.highest) &&
        [...listOf(message.hidden), ...listOf(message.unresolved)].every(isElementId) &&
        listOf(message.placed).every(isPlaced)
      );
    case "map-hovered":
      return message.elementId === null || isElementId(message.elementId);
    case "map-picked":
      return (
        isNumber(message.x) &&
        isNumber(message.y) &&
        (message.elementId === null || isElementId(message.elementId))
      );
    case "map-region":
      return (
        isNumber(message.run) &&
        isNumber(message.sum) &&
        isRegion(message.region) &&
        listOf(message.parts).length <= MAX_PARTS &&
        listOf(message.parts).every(isPart)
      );
    case "map-pictured":
      return (
        isNumber(message.run) &&
        BACKDROPS.includes(textOf(message.backdrop)) &&
        (message.png === null || message.png instanceof ArrayBuffer)
      );
    case "map-scrolled":
      return isNumber(message.top);
    case "map-failed":
      return isNumber(message.run) && PROBLEMS.includes(textOf(message.problem));
    default:
      return false;
  }
}

function isRegion(value: unknown): boolean {
  const region = fieldsOf(value);
  return [region?.left, region?.top, region?.right, region?.bottom].every(isNumber);
}

function isPart(value: unknown): boolean {
  return isRegion(value) && isElementId(fieldsOf(value)?.elementId);
}

function isPlaced(value: unknown): boolean {
  const placed = fieldsOf(value);
  return isElementId(placed?.id) && isNumber(placed?.confidence) && isNumber(placed?.top);
}
