/** Which console messages are shown. */

import { formatCount } from "../../format";
import type { ConsoleLevel, ConsoleMessage } from "./signals";

export type LevelChoice = "all" | ConsoleLevel;

const LABELS: Record<ConsoleLevel, string> = {
  error: "Errors",
  warn: "Warnings",
  info: "Info",
  log: "Log",
  debug: "Debug",
};
const LEVELS = Object.keys(LABELS) as ConsoleLevel[];

/** Return the choices that would show something, the gravest first. */
export function levelChips(messages: readonly ConsoleMessage[]) {
  const all = { key: "all" as LevelChoice, label: "All", count: messages.length };
  const levels = LEVELS.map((level) => ({
    key: level as LevelChoice,
    label: LABELS[level],
    count: messages.filter((message) => message.level === level && message.dropped === 0).length,
  }));
  return [all, ...levels.filter(({ count }) => count > 0)];
}

/** Return the messages of a level that hold a text; how many were left out shows with all of them. */
export function chosenMessages(
  messages: readonly ConsoleMessage[],
  level: LevelChoice,
  text: string,
): ConsoleMessage[] {
  const wanted = text.trim().toLowerCase();
  return messages.filter(
    (message) =>
      (level === "all" || (message.level === level && message.dropped === 0)) &&
      message.text.toLowerCase().includes(wanted),
  );
}

/** Return what stands in the row of a message. */
export function lineOf({ text, dropped }: ConsoleMessage): string {
  if (dropped === 0) return text || "(nothing)";
  return dropped === 1
    ? "1 more message came too fast"
    : `${formatCount(dropped)} more messages came too fast`;
}

/** Return the stored messages with the live ones that are not stored yet, in order of time. */
export function withUnstored(
  stored: readonly ConsoleMessage[],
  live: readonly ConsoleMessage[],
): ConsoleMessage[] {
  const keyOf = ({ at, tabId, text }: ConsoleMessage) => `${Math.floor(at)} ${tabId} ${text}`;
  const known = new Set(stored.map(keyOf));
  const fresh = live.filter((message) => !known.has(keyOf(message)));
  return [...stored, ...fresh].toSorted((a, b) => a.at - b.at);
}
