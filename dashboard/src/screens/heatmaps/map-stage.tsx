import { LoaderCircle, MapPinOff } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { Button } from "../../components/button";
import { ErrorMessage, Message } from "../../components/message";
import { PlayerFrame } from "../../components/player-frame";
import { useStore } from "../../store";
import type { MapController } from "./map-controller";

/** The recorded page with its heat, in a frame of another origin. */
export function MapStage({
  controller,
  frame,
  playerOrigin,
  hasPicture,
  onRetry,
  hung,
}: {
  controller: MapController;
  frame: RefObject<HTMLIFrameElement | null>;
  playerOrigin: string;
  /** Whether anybody was recorded on the page. */
  hasPicture: boolean;
  onRetry: () => void;
  /** Stands for a page that hung the player. */
  hung: (retry: () => void) => ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const space = useSpace(box);
  const { shown, error, problem: found } = useStore(controller.state, (state) => state);
  const problem = hasPicture ? found : "no_snapshot";
  const scale = shown ? Math.min(space.width / shown.width, space.height / shown.height, 1) : 1;
  const size = shown
    ? { width: shown.width * scale, height: shown.height * scale }
    : { width: space.width, height: space.height };
  const isBroken = error !== null || problem !== null;
  return (
    <div ref={box} className="relative min-h-0 flex-1 overflow-hidden bg-sunken" data-testid="map">
      {/* A page begins at the top; what room is left is below it. */}
      <div className="grid h-full place-items-start justify-center">
        <PlayerFrame
          frame={frame}
          title="The recorded page with its heat"
          // Nothing in it can be pressed; the keys of the screen scroll it.
          tabIndex={-1}
          playerOrigin={playerOrigin}
          onEnded={() => controller.lose()}
          hung={hung}
          style={size}
          className={`block border-0 bg-[white] ${shown && !isBroken ? "" : "invisible"}`}
        />
      </div>
      {isBroken ? (
        <div className="absolute inset-0 overflow-auto bg-canvas">
          <Failure error={error} problem={problem} onRetry={onRetry} />
        </div>
      ) : shown ? null : (
        <span
          role="status"
          className="absolute bottom-3 left-1/2 flex -translate-x-1/2 items-center gap-2 rounded-full bg-raised px-3 py-1.5 text-xs shadow-popover"
        >
          <LoaderCircle className="size-4 animate-spin text-pulse" aria-hidden="true" />
          Loading the page
        </span>
      )}
    </div>
  );
}

function useSpace(element: RefObject<HTMLElement | null>) {
  const [space, setSpace] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const box = element.current;
    if (!box) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSpace({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [element]);
  return space;
}

function Failure({
  error,
  problem,
  onRetry,
}: {
  error: unknown;
  problem: "unreadable" | "no_snapshot" | null;
  onRetry: () => void;
}) {
  if (error !== null) {
    return <ErrorMessage title="The page could not be loaded" error={error} onRetry={onRetry} />;
  }
  return (
    <Message
      icon={MapPinOff}
      title={problem === "unreadable" ? "This page cannot be read" : "No picture of this page yet"}
      actions={<Button onClick={onRetry}>Try again</Button>}
    >
      {problem === "unreadable"
        ? "What was recorded of it is damaged. Choose another recording of the page."
        : "Nobody was recorded on it in these days. As soon as a visitor is, the map stands on it; the list has the numbers already."}
    </Message>
  );
}
