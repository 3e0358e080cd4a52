import { Link, useNavigate } from "@tanstack/react-router";
import { MonitorPlay } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { Button } from "../../components/button";
import { cn } from "../../components/class-names";
import { Message } from "../../components/message";
import { formatPlural } from "../../format";
import { useLive } from "../../live/live-context";
import type { LiveVisitor } from "../../live/messages";
import { hasRole, useProject } from "../../project";
import { LiveTile } from "../live-view";
import { isWatchable } from "./online";
import { busiestFirst } from "./order";
import type { TileSize } from "./tile-size";

/** How often tiles may change places, ms: slow enough to follow with the eyes. */
const REORDER_MS = 10_000;

const GRIDS: Record<TileSize, string> = {
  small: "grid-cols-[repeat(auto-fill,minmax(min(100%,13rem),1fr))]",
  large: "grid-cols-[repeat(auto-fill,minmax(min(100%,22rem),1fr))]",
};

/** Every visitor who is being recorded, as a picture that moves. Only what is in view is watched. */
export function Wall({
  visitors,
  size,
  onStart,
}: {
  /** Those who match the search. */
  visitors: readonly LiveVisitor[];
  size: TileSize;
  onStart: () => void;
}) {
  const { project } = useLive();
  const navigate = useNavigate();
  const { projectId } = project;
  const watchable = useMemo(() => visitors.filter(isWatchable), [visitors]);
  const tiles = useTiles(watchable);
  if (tiles.length === 0) return <NobodyRecorded online={visitors.length} onStart={onStart} />;
  return (
    <ul
      aria-label="Wall"
      className={cn("grid gap-3 p-3 [reading-flow:grid-order] sm:px-5", GRIDS[size])}
    >
      {tiles.map(({ visitor, place }) => (
        <li key={visitor.sessionId} style={{ order: place }} className="min-w-0">
          <LiveTile
            projectId={projectId}
            sessionId={visitor.sessionId}
            stream={project.stream}
            visitor={visitor}
            onOpen={() =>
              void navigate({
                to: "/p/$projectId/live/$sessionId",
                params: { projectId, sessionId: visitor.sessionId },
                search: (previous) => previous,
              })
            }
          />
        </li>
      ))}
    </ul>
  );
}

/**
 * The visitors, each with the place of its tile: the busiest first, in steps. The list itself is in
 * the order of arrival: a frame that moves within the document loads anew, one that only stands
 * elsewhere does not.
 */
function useTiles(visitors: readonly LiveVisitor[]): { visitor: LiveVisitor; place: number }[] {
  const latest = useRef(visitors);
  latest.current = visitors;
  const [order, setOrder] = useState<readonly string[]>([]);
  useEffect(() => {
    const reorder = () => setOrder((before) => busiestFirst(before, activitiesOf(latest.current)));
    reorder();
    const timer = setInterval(reorder, REORDER_MS);
    return () => clearInterval(timer);
  }, []);
  return useMemo(() => {
    const places = new Map(order.map((sessionId, place) => [sessionId, place]));
    return (
      visitors
        .toSorted((a, b) => a.onlineSince - b.onlineSince || (a.sessionId < b.sessionId ? -1 : 1))
        // Newcomers wait at the end for the next change of places.
        .map((visitor) => ({ visitor, place: places.get(visitor.sessionId) ?? order.length }))
    );
  }, [visitors, order]);
}

function activitiesOf(visitors: readonly LiveVisitor[]): Map<string, number> {
  return new Map(visitors.map(({ sessionId, activity }) => [sessionId, activity]));
}

function NobodyRecorded({ online, onStart }: { online: number; onStart: () => void }) {
  const project = useProject();
  const { projectId } = project;
  return (
    <Message
      icon={MonitorPlay}
      title="Nobody is being recorded"
      actions={
        <>
          {hasRole(project, "admin") ? (
            <Button look="danger" onClick={onStart}>
              Start recording
            </Button>
          ) : null}
          <Button asChild>
            <Link to="/p/$projectId/live/runs" params={{ projectId }}>
              Past runs
            </Link>
          </Button>
        </>
      }
    >
      {hasRole(project, "admin")
        ? `${formatPlural(online, "visitor")} ${online === 1 ? "is" : "are"} online. Start, and each one appears here as a picture that moves.`
        : "As soon as an admin starts a recording, each visitor appears here as a picture that moves."}
    </Message>
  );
}
