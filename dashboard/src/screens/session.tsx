import { getRouteApi } from "@tanstack/react-router";
import { useProject } from "../project";
import { useTitle } from "../shell/use-title";
import { ReplayScreen } from "./replay";

const route = getRouteApi("/p/$projectId/sessions/$sessionId");

/** One session: the replay, at the moment and in the tab that the URL names. */
export function SessionScreen() {
  const { projectId, sessionId } = route.useParams();
  useTitle("Session", useProject().name);
  const { t, at, tab } = route.useSearch();
  return (
    <ReplayScreen
      key={sessionId}
      projectId={projectId}
      sessionId={sessionId}
      wanted={{ since: t, at, tabId: tab }}
    />
  );
}
