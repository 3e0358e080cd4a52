/** Names what a row of the feed was done to, as the player found out. */

import type { ActionKind } from "../../player/protocol";
import { type Labels, labelAt } from "../replay/event-list";
import type { FeedEntry } from "./feed";

const ACTIONS: Readonly<Record<string, ActionKind>> = {
  Click: "click",
  "Double click": "double_click",
  "Context menu": "context_menu",
  Touch: "touch",
  Input: "input",
  Focus: "focus",
  "Focus left": "blur",
};

/** Return the name of the element, "" where it is not known. */
export function labelOf({ name, tabId, at }: FeedEntry, labels: Labels): string {
  const kind = ACTIONS[name];
  return kind ? (labelAt(labels, tabId, at, kind)?.label ?? "") : "";
}
