/** Messages of the page's console. */

import type { Watch } from "../bridge";
import { openMeter } from "./meter";
import { renderArguments } from "./render";
import { tap } from "./tap";
import { type ConsoleMessage, LEVELS, type Level } from "./wire";

/** Tell of each message, as long as there are not too many. Returns what ends it. */
export function observeConsole({ add, view }: Watch): () => void {
  const tell = (level: Level, text: string, dropped?: number): void => {
    const message: ConsoleMessage = {
      at: Date.now(),
      pageViewId: view().id,
      level,
      text,
      ...(dropped ? { dropped } : {}),
    };
    add("consoleMessages", JSON.stringify(message));
  };
  const meter = openMeter((dropped) => tell("log", "", dropped));
  // What a proxy of the page logs while we look at it would never end.
  let isLooking = false;

  const ends = LEVELS.map((level) =>
    tap(console, level, (_, args) => {
      if (isLooking || !meter.take()) return;
      isLooking = true;
      try {
        tell(level, renderArguments(args));
      } finally {
        isLooking = false;
      }
    }),
  );
  return () => {
    for (const end of ends) end();
  };
}
