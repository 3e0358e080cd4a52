import { useEffect, useRef, useState } from "react";
import { PlayerFrame } from "../../components/player-frame";
import { useMe } from "../../project";

/**
 * Opens the player page unseen when the browser has nothing else to do: a replay or a live picture
 * that is opened next finds its process running and its script compiled.
 */
export function PlayerWarmUp() {
  const { playerOrigin } = useMe();
  const frame = useRef<HTMLIFrameElement>(null);
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    // Safari has no requestIdleCallback; there the replay is opened a little slower.
    const waiting = window.requestIdleCallback?.(() => setIdle(true));
    return () => window.cancelIdleCallback?.(waiting);
  }, []);
  if (!isIdle) return null;
  return (
    <PlayerFrame
      frame={frame}
      playerOrigin={playerOrigin}
      title="Player, warming up"
      tabIndex={-1}
      aria-hidden="true"
      hidden
    />
  );
}
