import { getRouteApi, Link } from "@tanstack/react-router";
import { Grid2x2, Grid3x3, History } from "lucide-react";
import { useCallback, useState } from "react";
import { Button, IconButton } from "../../components/button";
import { Skeleton } from "../../components/skeleton";
import { formatPlural } from "../../format";
import { useConnectionState, useCurrentRun, useLive, usePresence } from "../../live/live-context";
import { hasRole, useProject } from "../../project";
import { useKeys } from "../../shell/keys";
import { TopBar } from "../../shell/top-bar";
import { useTitle } from "../../shell/use-title";
import { useStore } from "../../store";
import { PlayerWarmUp } from "../replay/warm-up";
import { LiveIsOff, NobodyOnline, NotConnected } from "./nobody";
import { Panels } from "./panels";
import { RunBars } from "./run-bars";
import type { LiveSearch } from "./search";
import { StartButton } from "./start-button";
import { StartDialog } from "./start-dialog";
import { type TileSize, useTileSize } from "./tile-size";
import { useChosen } from "./use-chosen";
import { useOnline } from "./use-online";

const route = getRouteApi("/p/$projectId/live/");

/** Who is on the site at this moment; record them, and watch. */
export function LiveScreen() {
  const project = useProject();
  useTitle("Live", project.name);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const setSearch = useCallback(
    (changed: LiveSearch) =>
      void navigate({ search: (previous) => ({ ...previous, ...changed }), replace: true }),
    [navigate],
  );
  const online = useOnline(search);
  const chosen = useChosen();
  const [isStarting, setStarting] = useState(false);
  const [size, setSize] = useTileSize();
  const isRunning = useCurrentRun() !== undefined;
  const start = () => setStarting(true);
  const mayStart = hasRole(project, "admin");
  useKeys("Live", mayStart ? [{ keys: "r", does: "Record live", run: start }] : []);
  const obstacle = useObstacle(online.everyone.length > 0 || isRunning);
  return (
    <>
      <LiveBar
        onlineCount={online.everyone.length}
        size={size}
        onResize={setSize}
        onStart={start}
      />
      <RunBars />
      <main className="flex min-h-0 flex-1 flex-col">
        {obstacle ?? (
          <Panels
            online={online}
            search={search}
            chosen={chosen}
            size={size}
            onSearch={setSearch}
            onStart={start}
          />
        )}
        <PlayerWarmUp />
      </main>
      <StartDialog
        visitors={online.everyone}
        chosen={chosen.chosen}
        open={isStarting}
        onOpenChange={setStarting}
        onStarted={chosen.clear}
      />
    </>
  );
}

function LiveBar({
  onlineCount,
  size,
  onResize,
  onStart,
}: {
  onlineCount: number;
  size: TileSize;
  onResize: (size: TileSize) => void;
  onStart: () => void;
}) {
  const { projectId } = useProject();
  const isSmall = size === "small";
  const title = (
    <>
      Live{" "}
      <span className="ml-1 font-normal text-ink-faint text-sm tabular-nums">
        {formatPlural(onlineCount, "visitor")} online
      </span>
    </>
  );
  return (
    <TopBar title={title}>
      <div className="flex items-center justify-end gap-1.5">
        <IconButton
          label={isSmall ? "Larger tiles" : "Smaller tiles"}
          onClick={() => onResize(isSmall ? "large" : "small")}
        >
          {isSmall ? <Grid2x2 /> : <Grid3x3 />}
        </IconButton>
        <Button asChild>
          <Link to="/p/$projectId/live/runs" params={{ projectId }}>
            <History aria-hidden="true" className="text-ink-faint" />
            Runs
          </Link>
        </Button>
        <StartButton isRunning={useCurrentRun() !== undefined} onClick={onStart} />
      </div>
    </TopBar>
  );
}

/** What stands in the way of showing anybody; null when nothing does. */
function useObstacle(isAnybodyThere: boolean) {
  const { connection } = useLive();
  const state = useConnectionState();
  const isKnown = usePresence((presence) => presence.isKnown);
  const welcome = useStore(connection.welcome, (said) => said);
  const { settings } = useProject();
  if (welcome && !welcome.isLiveEnabled) return <LiveIsOff by="server" />;
  if (settings.live?.enabled === false) return <LiveIsOff by="project" />;
  if (!isKnown && state === "reconnecting") {
    return <NotConnected onRetry={() => connection.open()} />;
  }
  if (!isKnown) return <LiveSkeleton />;
  return isAnybodyThere ? null : <NobodyOnline />;
}

function LiveSkeleton() {
  return (
    <div role="status" aria-label="Asking who is online" className="flex flex-1 gap-3 p-3">
      <Skeleton className="w-80 max-[899px]:hidden" />
      <Skeleton className="flex-1" />
    </div>
  );
}
