import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./api";

/** The line that a site's owner puts into every page. */
export function snippetOf(projectKey: string, serverOrigin: string): string {
  return `<script defer src="${serverOrigin}/pulse.js" data-project="${projectKey}"></script>`;
}

/** Nobody counts the page views as they come: the first one matters. */
const EVERY_MS = 2_000;

/** Whether the tracker of a project was seen. */
export function installQuery(projectId: string) {
  return queryOptions({
    queryKey: ["install", projectId],
    queryFn: () =>
      answerOf(api.GET("/api/projects/{projectId}/install", { params: { path: { projectId } } })),
    meta: { pushed: { projectId, everyMs: EVERY_MS } },
  });
}
