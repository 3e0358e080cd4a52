import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { answerOf, api, setCsrfToken } from "./api";

/** Who is logged in, their projects, the player's origin. Throws ApiError 401 without a login. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async () => {
    const me = await answerOf(api.GET("/api/auth/me"));
    setCsrfToken(me.csrfToken);
    return me;
  },
  staleTime: 60_000,
  retry: false,
});

/** Whether this server still waits for its first owner. */
export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: () => answerOf(api.GET("/api/auth/setup")),
});

const LAST_PROJECT = "pagepulse.project";

/** Remember the project to open next time. */
export function rememberProject(projectId: string): void {
  localStorage.setItem(LAST_PROJECT, projectId);
}

/** The project to open first: the last one used, if it is still there. */
export function firstProject<P extends { projectId: string }>(
  projects: readonly P[],
): P | undefined {
  const last = localStorage.getItem(LAST_PROJECT);
  return projects.find((project) => project.projectId === last) ?? projects[0];
}

/** Start over with the answers of a fresh login: nothing of another user's stays. */
export async function startSession(queries: QueryClient): Promise<void> {
  queries.clear();
  await queries.fetchQuery(meQuery);
}

/**
 * Where to go after login: a path of this dashboard.
 *
 * Links are handed around, so `next` is not trusted: another origin becomes the start page.
 */
export function safeNext(next: string | undefined, origin: string): string {
  if (!next?.startsWith("/")) return "/";
  const url = URL.parse(next, origin);
  if (!url || url.origin !== origin || url.pathname === "/login") return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}
