/** The kinds of maps, in the words of the API and of people. */

export const MAP_KINDS = [
  { type: "click", label: "Clicks", noun: "clicks", note: "Where visitors clicked or tapped." },
  {
    type: "rage",
    label: "Rage clicks",
    noun: "rage clicks",
    note: "Three and more clicks at one spot within a second, without an answer each.",
  },
  {
    type: "dead",
    label: "Dead clicks",
    noun: "dead clicks",
    note: "Clicks after which nothing happened.",
  },
  {
    type: "error",
    label: "Error clicks",
    noun: "error clicks",
    note: "Clicks after which the page threw an error within a second.",
  },
  { type: "touch", label: "Touches", noun: "touches", note: "Where fingers touched the screen." },
  {
    type: "hover",
    label: "Pointer rests",
    noun: "rests",
    note: "Where the pointer stood still. That is no proof that anybody looked there.",
  },
  {
    type: "mousemove",
    label: "Pointer moves",
    noun: "moves",
    note: "Where the pointer went. That is no proof that anybody looked there.",
  },
  {
    type: "scroll",
    label: "Scroll reach",
    noun: "views",
    note: "How many of the views came how far down.",
  },
  {
    type: "attention",
    label: "Attention",
    noun: "views",
    note: "How long which part of the page was on the screen of an active visitor.",
  },
] as const;

export type MapType = (typeof MAP_KINDS)[number]["type"];
export const DEFAULT_MAP: MapType = "click";

/** The kind of map in search parameters; missing for the default. */
export function parseMapType(value: unknown): MapType | undefined {
  return MAP_KINDS.find(({ type }) => type === value && type !== DEFAULT_MAP)?.type;
}

export function kindOf(type: MapType) {
  return MAP_KINDS.find((kind) => kind.type === type) ?? MAP_KINDS[0];
}

/** Whether the map is drawn by height of the page, not by element. */
export function isByHeight(type: MapType): boolean {
  return type === "scroll" || type === "attention";
}

/** Whether the map is made of places on elements, so that two can be compared and parts be asked about. */
export function canCompare(type: MapType): boolean {
  return !isByHeight(type);
}
