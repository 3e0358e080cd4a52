/** Reads what a live message tells of the page's console and errors; visitors sent it. */

import type { LiveEvent } from "../../live/stream";
import { fieldsOf, isNumber, numberOf, textOf } from "../../player/sanitise/fields";
import type { ConsoleLevel, ConsoleMessage } from "../replay/signals";

/** Rows that are kept; the stored recording has all. */
const MAX_ROWS = 2_000;
/** Longest text of a row, UTF-16 units: as long as the server keeps. */
const MAX_TEXT_UNITS = 4_096;

const LEVELS: readonly ConsoleLevel[] = ["error", "warn", "info", "log", "debug"];

function messageOf(value: unknown, tabId: string, offsetMs: number): ConsoleMessage | null {
  const fields = fieldsOf(value);
  if (!fields || !isNumber(fields.at)) return null;
  return {
    at: fields.at + offsetMs,
    tabId,
    pageViewId: textOf(fields.pageViewId),
    level: LEVELS.find((level) => level === fields.level) ?? "log",
    text: textOf(fields.text).slice(0, MAX_TEXT_UNITS),
    dropped: numberOf(fields.dropped),
  };
}

/** An uncaught error stands in the console of every browser; so it does here. */
function errorOf(value: unknown, tabId: string, offsetMs: number): ConsoleMessage | null {
  const fields = fieldsOf(value);
  const row = messageOf(
    fields && { ...fields, level: "error", text: fields.message },
    tabId,
    offsetMs,
  );
  return row && { ...row, text: `Uncaught: ${row.text}` };
}

/** Return the rows with those of one more message, in order of time. */
export function withConsole(
  rows: readonly ConsoleMessage[],
  { tabId, console, errors }: LiveEvent,
  offsetMs: number,
): readonly ConsoleMessage[] {
  const added = [
    ...console.map((value) => messageOf(value, tabId, offsetMs)),
    ...errors.map((value) => errorOf(value, tabId, offsetMs)),
  ].filter((row) => row !== null);
  if (added.length === 0) return rows;
  return [...rows, ...added].toSorted((a, b) => a.at - b.at).slice(-MAX_ROWS);
}
