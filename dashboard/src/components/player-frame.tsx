import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { type GuardedFrame, guardFrame } from "../player/guard/frames";
import { DASHBOARD_PARAMETER } from "../player/protocol";
import { createStore, useStore } from "../store";

const NOT_YET = createStore("away" as const);

/** Where the player page is, told which dashboard it may listen to. */
function playerAddress(playerOrigin: string): string {
  const url = new URL("/", playerOrigin);
  url.searchParams.set(DASHBOARD_PARAMETER, window.location.origin);
  return url.href;
}

type Looks = Pick<
  React.ComponentProps<"iframe">,
  "title" | "className" | "style" | "hidden" | "tabIndex" | "aria-hidden"
>;

/**
 * The frame of a player page. One that does not answer any more is taken away: then `onEnded` is told,
 * and `hung` stands in its place until somebody tries again, or nothing.
 */
export function PlayerFrame({
  frame,
  playerOrigin,
  onEnded,
  hung,
  ...looks
}: Looks & {
  frame: RefObject<HTMLIFrameElement | null>;
  playerOrigin: string;
  onEnded?: () => void;
  hung?: (retry: () => void) => ReactNode;
}) {
  const [guarded, setGuarded] = useState<GuardedFrame | null>(null);
  const latest = useRef(onEnded);
  latest.current = onEnded;
  useLayoutEffect(() => {
    const made = guardFrame(() => frame.current, playerOrigin);
    const stop = made.watched.fate.subscribe(() => {
      if (made.watched.fate.get() !== "shown") latest.current?.();
    });
    setGuarded(made);
    return () => {
      stop();
      made.forget();
    };
  }, [frame, playerOrigin]);
  const fate = useStore(guarded?.watched.fate ?? NOT_YET, (held) => held);
  if (fate === "shown") {
    return <iframe ref={frame} src={playerAddress(playerOrigin)} {...looks} />;
  }
  return fate === "hung" && guarded && hung ? hung(guarded.retry) : null;
}
