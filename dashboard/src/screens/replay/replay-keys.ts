import { SPEEDS, type Speed } from "../../player/protocol";
import { useKeys } from "../../shell/keys";
import type { Commands } from "./controls";

const SHORT_MS = 5_000;
const LONG_MS = 30_000;

/** Return the next faster (1) or slower (-1) speed; the ends stay. */
export function otherSpeed(speed: Speed, direction: 1 | -1): Speed {
  return SPEEDS[SPEEDS.indexOf(speed) + direction] ?? speed;
}

/** The keys of the replay. `by` seeks relative to the present moment, ms. */
export function useReplayKeys(
  commands: Commands & {
    by(ms: number): void;
    changeSpeed(direction: 1 | -1): void;
    /** Go to another session of the list; missing where there is no list. */
    goToNeighbour?: (direction: 1 | -1) => void;
  },
): void {
  const { goToNeighbour, copyLink } = commands;
  const links = copyLink ? [{ keys: "c", does: "Copy a link to this moment", run: copyLink }] : [];
  const neighbours = goToNeighbour
    ? [
        { keys: "n", does: "Next session of the list", run: () => goToNeighbour(1) },
        { keys: "p", does: "Previous session of the list", run: () => goToNeighbour(-1) },
      ]
    : [];
  useKeys("Replay", [
    { keys: " ", does: "Play or pause", run: commands.toggle },
    { keys: "ArrowLeft", does: "5 s back", run: () => commands.by(-SHORT_MS) },
    { keys: "ArrowRight", does: "5 s on", run: () => commands.by(SHORT_MS) },
    { keys: "Shift+ArrowLeft", does: "30 s back", run: () => commands.by(-LONG_MS) },
    { keys: "Shift+ArrowRight", does: "30 s on", run: () => commands.by(LONG_MS) },
    { keys: ",", does: "Previous change of the page", run: () => commands.step(-1) },
    { keys: ".", does: "Next change of the page", run: () => commands.step(1) },
    { keys: "[", does: "Slower", run: () => commands.changeSpeed(-1) },
    { keys: "]", does: "Faster", run: () => commands.changeSpeed(1) },
    { keys: "i", does: "Skip inactivity, or not", run: commands.toggleSkip },
    ...links,
    { keys: "f", does: "Full screen", run: commands.toggleFullscreen },
    ...neighbours,
  ]);
}
