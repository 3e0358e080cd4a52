import { Outlet } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useLive } from "../../live/live-context";
import { HistoryContext } from "./history-context";
import { LiveHistory } from "./live-history";

/** Around everything that is live: as long as it is open, who is online is told. */
export function LiveLayout() {
  const { connection, project } = useLive();
  const history = useMemo(() => new LiveHistory(connection, project), [connection, project]);
  useEffect(() => project.followVisitors(), [project]);
  useEffect(() => history.begin(), [history]);
  return (
    <HistoryContext value={history}>
      <Outlet />
    </HistoryContext>
  );
}
