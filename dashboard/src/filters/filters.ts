import { parseGoal } from "../goals/goal-text";
import {
  type DayRange,
  DEFAULT_PRESET,
  daysOf,
  describeDays,
  isDay,
  isPreset,
  type Preset,
  presetLabel,
} from "./dates";
import { joined, linesOf } from "./happened-lines";

/** Filters that hold any of several values. In the URL they are joined by commas. */
const CHOICE_FILTERS = [
  "device",
  "browser",
  "os",
  "country",
  "language",
  "screen",
  "channel",
  "source",
  "utmMedium",
  "utmCampaign",
  "entryPage",
  "exitPage",
  "captureReason",
] as const;
export type ChoiceFilter = (typeof CHOICE_FILTERS)[number];

export const DEVICES = ["desktop", "tablet", "mobile"] as const;
export type Device = (typeof DEVICES)[number];

/** Filters that hold one text. */
const TEXT_FILTERS = ["pageURL", "visitorId", "event", "sessionIds", "recordingId"] as const;
export type TextFilter = (typeof TEXT_FILTERS)[number];

/** Channels as the server names them. */
export const CHANNELS = [
  "paid-search",
  "paid-social",
  "display",
  "paid-other",
  "ai-assistant",
  "email",
  "affiliate",
  "search",
  "social",
  "video",
  "referral",
  "direct",
] as const;
export type Channel = (typeof CHANNELS)[number];

/** `new`: the visitor's first session that is known. */
export const VISITOR_TYPES = ["new", "returning", "own"] as const;
export type VisitorType = (typeof VISITOR_TYPES)[number];

/** What the filter bar says, as it stands in the URL. A missing field does not filter. */
export type Filters = {
  /** Named range; missing with `from` and `to`, and for the default. */
  range?: Preset | undefined;
  /** First and last day of a range of the user's own, ISO dates in the project's time zone. */
  from?: string | undefined;
  to?: string | undefined;
  /** Milliseconds. */
  minDuration?: number | undefined;
  hasErrors?: true | undefined;
  hasRecording?: boolean | undefined;
  visitorType?: VisitorType | undefined;
  /** Goals that must all have been reached, as `goals/goal-text.ts` writes them. */
  goal?: readonly string[] | undefined;
  /** Lines of `happenings.ts` that must all hold. */
  happened?: string | undefined;
} & { [name in TextFilter]?: string | undefined } & {
  [name in ChoiceFilter]?: readonly string[] | undefined;
};

/** As many as the server takes. */
const MAX_GOALS = 8;
/** URLs of pages are the longest values that the API takes. */
const MAX_TEXT_LENGTH = 2048;

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && value.length <= MAX_TEXT_LENGTH
    ? value
    : undefined;
}

/** In the address stands so what the server knows as an empty text: a value that nobody told. */
export const UNKNOWN = "-";

/** The router hands over a list when it has been through here before, text when it comes from a URL. */
function choicesOf(value: unknown): readonly string[] | undefined {
  const parts: unknown[] = Array.isArray(value)
    ? value.map((part) => (part === "" ? UNKNOWN : part))
    : (textOf(value)?.split(",") ?? []);
  const choices = parts.map(textOf).filter((choice) => choice !== undefined);
  return choices.length > 0 ? [...new Set(choices)] : undefined;
}

function isDevice(value: string): value is Device {
  return DEVICES.some((device) => device === value);
}

function isChannel(value: string): value is Channel {
  return CHANNELS.some((channel) => channel === value);
}

function daysFrom(search: Record<string, unknown>): Pick<Filters, "range" | "from" | "to"> {
  const { from, to, range } = search;
  if (isDay(from) && isDay(to)) return from <= to ? { from, to } : { from: to, to: from };
  return isPreset(range) && range !== DEFAULT_PRESET ? { range } : {};
}

/** Read filters from search parameters. Whatever is not understood is left out, never an error. */
export function parseFilters(search: Record<string, unknown>): Filters {
  const filters: Filters = daysFrom(search);
  for (const name of TEXT_FILTERS) {
    const text = textOf(search[name]);
    if (text !== undefined) filters[name] = text;
  }
  for (const name of CHOICE_FILTERS) {
    const choices = choicesOf(search[name]);
    if (choices !== undefined) filters[name] = choices;
  }
  if (filters.device?.some((device) => !isDevice(device))) delete filters.device;
  if (filters.channel?.some((channel) => !isChannel(channel))) delete filters.channel;
  const minDuration = Number(search.minDuration);
  if (Number.isSafeInteger(minDuration) && minDuration > 0) filters.minDuration = minDuration;
  if (String(search.hasErrors) === "true") filters.hasErrors = true;
  const visitorType = VISITOR_TYPES.find((type) => type === search.visitorType);
  if (visitorType) filters.visitorType = visitorType;
  const goals = choicesOf(search.goal)?.filter((one) => parseGoal(one) !== null);
  if (goals && goals.length > 0) filters.goal = goals.slice(0, MAX_GOALS);
  const lines = Array.isArray(search.happened) ? search.happened : [search.happened];
  const happened = joined(lines.filter((line) => typeof line === "string"));
  if (happened) filters.happened = happened;
  const hasRecording = String(search.hasRecording);
  if (/^(true|false)$/.test(hasRecording)) filters.hasRecording = hasRecording === "true";
  return filters;
}

/** Filters without their days, as the API takes them. */
export type Conditions = {
  minDuration?: number;
  hasErrors?: boolean;
  hasRecording?: boolean;
  visitorType?: VisitorType;
  goal?: string[];
  happened?: string[];
  device?: Device[];
  channel?: Channel[];
} & { [name in TextFilter]?: string } & { [name in PlainChoice]?: string[] };

/** What every query of the API takes to answer for filters. */
export type FilterQuery = DayRange & { timeZone: string } & Conditions;

/** Choices whose values are the visitors', not ours. */
type PlainChoice = Exclude<ChoiceFilter, "device" | "channel">;
const PLAIN_CHOICES = CHOICE_FILTERS.filter(
  (name): name is PlainChoice => !/^(device|channel)$/.test(name),
);

/** Turn filters into query parameters. `now` (Unix ms) decides what "today" is. */
export function queryOf(filters: Filters, timeZone: string, now: number): FilterQuery {
  return { timeZone, ...rangeOf(filters, timeZone, now), ...conditionsOf(filters) };
}

/** Turn all but the days into query parameters. */
export function conditionsOf(filters: Filters): Conditions {
  const query: Conditions = {};
  for (const name of TEXT_FILTERS) {
    const text = filters[name];
    if (text !== undefined) query[name] = text;
  }
  for (const name of PLAIN_CHOICES) {
    const choices = filters[name];
    if (choices) query[name] = choices.map((choice) => (choice === UNKNOWN ? "" : choice));
  }
  const devices = filters.device?.filter(isDevice);
  if (devices) query.device = devices;
  const channels = filters.channel?.filter(isChannel);
  if (channels) query.channel = channels;
  if (filters.visitorType !== undefined) query.visitorType = filters.visitorType;
  if (filters.goal) query.goal = [...filters.goal];
  if (filters.happened !== undefined) query.happened = linesOf(filters.happened);
  if (filters.minDuration !== undefined) query.minDuration = filters.minDuration;
  if (filters.hasErrors) query.hasErrors = true;
  if (filters.hasRecording !== undefined) query.hasRecording = filters.hasRecording;
  return query;
}

/** The days that filters ask for. */
export function rangeOf(filters: Filters, timeZone: string, now: number): DayRange {
  const { from, to } = filters;
  if (from !== undefined && to !== undefined) return { startDate: from, endDate: to };
  return daysOf(filters.range ?? DEFAULT_PRESET, timeZone, now);
}

/** The words on the range button. */
export function describeRange(filters: Filters): string {
  const { from, to } = filters;
  if (from !== undefined && to !== undefined) return describeDays(from, to);
  return presetLabel(filters.range ?? DEFAULT_PRESET);
}

/** Whether anything but the range is chosen, of what is not left out. */
export function isFiltered(filters: Filters, without: readonly string[] = []): boolean {
  return Object.keys(NO_FILTERS).some(
    (name) => !without.includes(name) && filters[name as keyof typeof NO_FILTERS] !== undefined,
  );
}

/** The change that takes every filter but the range away. */
export const NO_FILTERS = {
  pageURL: undefined,
  visitorId: undefined,
  device: undefined,
  browser: undefined,
  os: undefined,
  country: undefined,
  language: undefined,
  screen: undefined,
  channel: undefined,
  source: undefined,
  utmMedium: undefined,
  utmCampaign: undefined,
  entryPage: undefined,
  exitPage: undefined,
  event: undefined,
  sessionIds: undefined,
  recordingId: undefined,
  visitorType: undefined,
  goal: undefined,
  happened: undefined,
  captureReason: undefined,
  minDuration: undefined,
  hasErrors: undefined,
  hasRecording: undefined,
} satisfies Filters;

/** The sort orders of a session list; `-` is from high to low. */
const SORTS = ["-startedAt", "startedAt", "-duration", "-pageViews", "-clicks", "-errors"] as const;
export type Sort = (typeof SORTS)[number];
export const DEFAULT_SORT: Sort = "-startedAt";

/** The sort order in search parameters; missing for the default. */
export function parseSort(value: unknown): Sort | undefined {
  return SORTS.find((sort) => sort === value && sort !== DEFAULT_SORT);
}
