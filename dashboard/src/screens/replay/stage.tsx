import { FastForward, Gauge, LoaderCircle, Paintbrush } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { PlayerFrame } from "../../components/player-frame";
import { formatDuration } from "../../format";
import { useStore } from "../../store";
import type { Controller, ReplayState } from "./controller";

/** How the recorded page is sized: whole in the space there is, or as a share of its real size. */
export type Zoom = "fit" | number;

/** How long the note about a jump stays. */
const SKIPPED_NOTE_MS = 2_500;

function useSize(element: RefObject<HTMLElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const box = element.current;
    if (!box) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

type Size = { width: number; height: number };

/** Return the factor by which the recorded page is drawn; a page is never enlarged to fit. */
export function scaleOf(zoom: Zoom, recorded: Size | null, space: Size): number {
  if (zoom !== "fit") return zoom;
  if (!recorded || space.width === 0 || space.height === 0) return 1;
  return Math.min(space.width / recorded.width, space.height / recorded.height, 1);
}

/** The recorded page, in a frame of another origin. A click anywhere plays or pauses. */
export function Stage({
  controller,
  frame,
  playerOrigin,
  zoom,
  onToggle,
  hung,
}: {
  controller: Controller;
  frame: RefObject<HTMLIFrameElement | null>;
  playerOrigin: string;
  zoom: Zoom;
  onToggle: () => void;
  /** Stands for a recording that hung the player. */
  hung: (retry: () => void) => ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const space = useSize(box);
  const recorded = useStore(controller.state, (state) => state.size);
  const isPicking = useStore(controller.state, (state) => state.isPicking);
  const scale = scaleOf(zoom, recorded, space);
  const shown = recorded ?? { width: space.width, height: space.height };
  return (
    <div ref={box} className="relative min-h-0 flex-1 overflow-auto bg-sunken" data-testid="stage">
      <div className="relative grid min-h-full w-max min-w-full place-items-center">
        <PlayerFrame
          frame={frame}
          title="The recorded page"
          playerOrigin={playerOrigin}
          onEnded={() => controller.lose()}
          hung={hung}
          tabIndex={-1}
          style={{ width: shown.width * scale, height: shown.height * scale }}
          className={`block border-0 bg-[white] ${isPicking ? "cursor-crosshair" : "pointer-events-none"} ${recorded ? "" : "invisible"}`}
        />
        {/* Lies over the page; the player's controls do the same for the keyboard. */}
        {isPicking ? null : (
          <button
            type="button"
            tabIndex={-1}
            aria-label="Play or pause"
            onClick={onToggle}
            className="absolute inset-0 cursor-default"
          />
        )}
      </div>
      <StageNotes controller={controller} />
    </div>
  );
}

function StageNotes({ controller }: { controller: Controller }) {
  const isHeavy = useStore(controller.state, (state) => state.isHeavy);
  const isBusy = useStore(controller.state, isWaiting);
  const skipped = useSkipped(controller);
  const isUnstyled = useStore(controller.state, ({ problem }) => problem === "missing_assets");
  return (
    <div className="pointer-events-none sticky bottom-0 left-0 flex h-0 w-full justify-center">
      <div role="status" className="absolute bottom-3">
        {isHeavy ? (
          <Note icon={<Gauge />}>This moment is heavy: the page changed a lot at once.</Note>
        ) : isBusy ? (
          <Note icon={<LoaderCircle className="animate-spin" />}>Loading</Note>
        ) : skipped ? (
          <Note icon={<FastForward />}>Skipped {formatDuration(skipped)} without activity</Note>
        ) : isUnstyled ? (
          <Note icon={<Paintbrush />}>A style sheet is missing: drawn without it</Note>
        ) : null}
      </div>
    </div>
  );
}

function isWaiting({ isLoading, player, error, problem }: ReplayState): boolean {
  const isBlocked = problem !== null && problem !== "missing_assets";
  return (isLoading || player === "waiting") && !error && !isBlocked;
}

/** The length of the jump that just happened, ms; null when the note about it is over. */
function useSkipped(controller: Controller): number | null {
  const skipped = useStore(controller.state, (state) => state.skipped);
  const [over, setOver] = useState<typeof skipped>(null);
  useEffect(() => {
    const timer = setTimeout(() => setOver(skipped), SKIPPED_NOTE_MS);
    return () => clearTimeout(timer);
  }, [skipped]);
  return skipped && skipped !== over ? skipped.toAt - skipped.fromAt : null;
}

function Note({ icon, children }: { icon: React.ReactNode; children: React.ReactNode }) {
  return (
    <span className="flex animate-appear items-center gap-2 whitespace-nowrap rounded-full bg-raised px-3 py-1.5 text-ink text-xs shadow-popover [&_svg]:size-4 [&_svg]:text-pulse">
      {icon}
      <span>{children}</span>
    </span>
  );
}
