import { EyeOff } from "lucide-react";
import { useState } from "react";
import { Badge, LiveDot } from "../../components/badge";
import { Button } from "../../components/button";
import { cn } from "../../components/class-names";
import { DeviceIcon } from "../../components/device";
import { PlayerFrame } from "../../components/player-frame";
import { shortVisitor, VisitorShape } from "../../components/visitor";
import { formatPage } from "../../format";
import type { LiveVisitor } from "../../live/messages";
import type { LiveStream } from "../../live/stream";
import { useMe } from "../../project";
import { useStore } from "../../store";
import { badgeWords } from "./badge-words";
import type { Follower } from "./follower";
import { isAway } from "./tabs";
import { type Size, useInView, useTile } from "./use-tile";

export interface LiveTileProps {
  projectId: string;
  sessionId: string;
  stream: LiveStream;
  visitor: LiveVisitor;
  onOpen: () => void;
}

/** Events per second from which a visitor counts as very busy: every bar is lit. */
const BUSY_PER_S = 12;
/** Shape of a tile's picture. */
const TILE_RATIO = 16 / 10;

/** One visitor on the wall, small and live while it is in view; a press enlarges it. */
export function LiveTile(props: LiveTileProps) {
  const { visitor, onOpen } = props;
  const [card, setCard] = useState<HTMLElement | null>(null);
  const isInView = useInView(card);
  const front = visitor.tabs.find((tab) => tab.isVisible) ?? visitor.tabs[0];
  const name = visitor.userId || shortVisitor(visitor.visitorId);
  const page = formatPage(front?.pageURL ?? "");
  return (
    <article
      ref={setCard}
      className="group relative flex min-w-0 flex-col overflow-hidden rounded-lg border border-line bg-surface transition-colors focus-within:border-pulse hover:border-line-strong"
      data-testid="live-tile"
      data-session={props.sessionId}
    >
      <div className="relative aspect-[16/10] overflow-hidden bg-sunken">
        {isInView ? <Picture {...props} /> : null}
      </div>
      <div className="flex items-center gap-2 border-line border-t px-2.5 py-2 text-xs">
        <VisitorShape id={visitor.visitorId || visitor.sessionId} />
        <span className="min-w-0 flex-1 truncate">
          <bdi className="font-medium">{name}</bdi>{" "}
          <bdi className="text-ink-muted" title={front?.title}>
            {page}
          </bdi>
        </span>
        <Activity perSecond={visitor.activity} />
        <DeviceIcon device={visitor.device} className="size-3.5 shrink-0 text-ink-faint" />
      </div>
      {/* Lies over everything, so that the whole tile is one thing to press. */}
      <button
        type="button"
        aria-label={`Watch ${name} on ${page}`}
        onClick={onOpen}
        className="absolute inset-0 rounded-lg"
      />
    </article>
  );
}

function Picture(props: LiveTileProps) {
  const { visitor } = props;
  const { playerOrigin } = useMe();
  const { follower, size, frame } = useTile({ ...props, playerOrigin });
  const recorded = useStore(size, (held) => held);
  return (
    <>
      <PlayerFrame
        frame={frame}
        title={`Page of ${shortVisitor(visitor.visitorId)}`}
        playerOrigin={playerOrigin}
        tabIndex={-1}
        onEnded={() => size.set(null)}
        hung={(retry) => <Hung sessionId={props.sessionId} onRetry={retry} />}
        style={boxOf(recorded)}
        className={cn(
          "pointer-events-none absolute inset-0 m-auto block border-0 bg-[white]",
          // Not hidden: a browser draws nothing in a hidden frame, so a first picture never came.
          recorded === null && "opacity-0",
        )}
      />
      <State follower={follower} visitor={visitor} hasPicture={recorded !== null} />
    </>
  );
}

/** Its button lies over what presses the whole tile. */
function Hung({ sessionId, onRetry }: { sessionId: string; onRetry: () => void }) {
  return (
    <div
      role="alert"
      className="pointer-events-none absolute inset-0 z-10 flex flex-col items-center justify-center gap-2 bg-sunken p-2 text-center text-ink-muted text-xs"
    >
      <span>
        Session <code className="font-mono [overflow-wrap:anywhere]">{sessionId}</code> hangs the
        player, so it was ended
      </span>
      <Button size="small" className="pointer-events-auto" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}

/** As large as fits into the tile, in the shape of the visitor's viewport. */
function boxOf(recorded: Size | null) {
  if (!recorded) return { width: "100%", height: "100%" };
  const ratio = recorded.width / recorded.height;
  const fits = ratio > TILE_RATIO ? { width: "100%" } : { height: "100%" };
  return { ...fits, aspectRatio: `${recorded.width} / ${recorded.height}` };
}

function State({
  follower,
  visitor,
  hasPicture,
}: {
  follower: Follower;
  visitor: LiveVisitor;
  hasPicture: boolean;
}) {
  const state = useStore(follower.state, (held) => held);
  const { words, isLive } = badgeWords(state, false, "");
  const away = isAway(visitor);
  return (
    <>
      <span className="absolute top-2 left-2">
        <Badge tone={isLive ? "live" : "neutral"} className="shadow-popover">
          {/* A dozen dots that pulse are restless, and cost more than the pictures do. */}
          {isLive ? <LiveDot className="after:hidden" /> : null}
          {isLive ? "LIVE" : sentence(words)}
        </Badge>
      </span>
      {away ? (
        <span className="absolute inset-0 grid place-items-center bg-sunken/70 text-ink-muted text-xs">
          <span className="flex items-center gap-1.5">
            <EyeOff className="size-4" aria-hidden="true" />
            In another tab
          </span>
        </span>
      ) : hasPicture ? null : (
        <span className="absolute inset-0 grid place-items-center text-ink-faint text-xs">
          Waiting for the first picture
        </span>
      )}
    </>
  );
}

function sentence(words: string): string {
  return words.charAt(0) + words.slice(1).toLowerCase();
}

const BARS = [1, 2, 3, 4] as const;

/** How much is going on, as bars like those of a signal. */
function Activity({ perSecond }: { perSecond: number }) {
  // The root keeps a slow reader apart from nobody at all.
  const level = Math.ceil(BARS.length * Math.sqrt(Math.min(1, perSecond / BUSY_PER_S)));
  return (
    <svg
      viewBox="0 0 16 12"
      role="img"
      aria-label={`Activity ${level} of ${BARS.length}`}
      className="h-3 w-4 shrink-0"
    >
      {BARS.map((bar) => (
        <rect
          key={bar}
          x={(bar - 1) * 4}
          y={12 - bar * 3}
          width={3}
          height={bar * 3}
          rx={0.5}
          className={bar <= level ? "fill-pulse" : "fill-line"}
        />
      ))}
    </svg>
  );
}
