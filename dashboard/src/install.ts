import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./api";

/** The line that a site's owner puts into every page. */
export function snippetOf(projectKey: string, serverOrigin: string): string {
  return `<script defer src="${serverOrigin}/pulse.js" data-project="${projectKey}"></script>`;
}

/** How often the install check asks while nothing has been seen. */
const POLL_MS = 3000;

/** Whether the tracker of a project was seen; asks on until it was. */
export function installQuery(projectId: string) {
  return queryOptions({
    queryKey: ["install", projectId],
    queryFn: () =>
      answerOf(api.GET("/api/projects/{projectId}/install", { params: { path: { projectId } } })),
    refetchInterval: ({ state }) => (state.data?.pageViewCount ? false : POLL_MS),
  });
}
