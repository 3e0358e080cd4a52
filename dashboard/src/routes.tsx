import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { firstProject, meQuery, rememberProject, setupQuery } from "./account";
import type { Me } from "./api";
import { ApiError } from "./errors";
import { parseFilters, parseSort, type Sort } from "./filters/filters";
import { installQuery } from "./install";
import { InvitationScreen } from "./screens/auth/invitation";
import { LoginScreen } from "./screens/auth/login";
import { SetupScreen } from "./screens/auth/setup";
import {
  DEVICE_DIMENSIONS,
  parseBreakdownSearch,
  SOURCE_DIMENSIONS,
} from "./screens/breakdown/search";
import { type ErrorsSearch, parseErrorsSearch } from "./screens/errors/search";
import { type EventsSearch, parseEventsSearch } from "./screens/events/search";
import { type FunnelSearch, parseFunnelSearch } from "./screens/funnels/search";
import { type GoalsSearch, parseGoalsSearch } from "./screens/goals/search";
import { type MapSearch, parseMapSearch } from "./screens/heatmaps/search";
import { type JourneysSearch, parseJourneysSearch } from "./screens/journeys/search";
import { type LiveSearch, parseLiveSearch } from "./screens/live/search";
import { type OverviewSearch, parseOverviewSearch } from "./screens/overview/search";
import { type PageSearch, parsePageSearch } from "./screens/page/search";
import { type PagesSearch, parsePagesSearch } from "./screens/pages/search";
import { type PerformanceSearch, parsePerformanceSearch } from "./screens/performance/search";
import { sessionQuery } from "./screens/replay/recording";
import { parseRetentionSearch, type RetentionSearch } from "./screens/retention/search";
import { SessionsScreen } from "./screens/sessions";
import { parseSearch, stringifySearch } from "./search";
import { NotFound, ScreenError } from "./shell/failures";
import { ProjectError } from "./shell/project-error";
import { Shell } from "./shell/shell";

type Context = { queries: QueryClient };

/** The one who is logged in; without a login, the way to one (and back to `here` afterwards). */
async function requireLogin(queries: QueryClient, here: string): Promise<Me> {
  try {
    return await queries.ensureQueryData(meQuery);
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) throw error;
    const { needsSetup } = await queries.fetchQuery(setupQuery);
    if (needsSetup) throw redirect({ to: "/setup" });
    throw redirect({ to: "/login", search: here === "/" ? {} : { next: here } });
  }
}

const rootRoute = createRootRouteWithContext<Context>()({ component: Outlet });

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: async ({ context, location }) => {
    const me = await requireLogin(context.queries, location.href);
    const project = firstProject(me.projects);
    if (!project)
      throw new ApiError(
        403,
        "no_project",
        "No project is open to you. Ask its owner for an invitation.",
      );
    throw redirect({ to: "/p/$projectId", params: { projectId: project.projectId } });
  },
});

/** `next` is where to go after the login; `problem` the code of what went wrong elsewhere. */
type LoginSearch = { next?: string; problem?: string };

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/login",
  validateSearch: ({ next, problem }: Record<string, unknown>): LoginSearch => ({
    ...(typeof next === "string" ? { next } : {}),
    ...(typeof problem === "string" ? { problem } : {}),
  }),
  component: LoginScreen,
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  component: SetupScreen,
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invitation",
  component: InvitationScreen,
});

const sharedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/shared",
  component: lazyRouteComponent(() => import("./screens/shared"), "SharedScreen"),
});

const projectRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/p/$projectId",
  validateSearch: parseFilters,
  beforeLoad: async ({ context, location, params }) => {
    const me = await requireLogin(context.queries, location.href);
    const project = me.projects.find((one) => one.projectId === params.projectId);
    if (!project)
      throw new ApiError(404, "not_found", "There is no such project, or it is not open to you.");
    rememberProject(project.projectId);
  },
  component: Shell,
  errorComponent: ProjectError,
});

const projectStartRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/",
  // Numbers, or how to get some.
  beforeLoad: async ({ context, params }) => {
    const { pageViewCount } = await context.queries.fetchQuery(installQuery(params.projectId));
    if (pageViewCount > 0) throw redirect({ to: "/p/$projectId/overview", params });
    throw redirect({ to: "/p/$projectId/settings/install", params });
  },
});

const overviewRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/overview",
  validateSearch: (search: Record<string, unknown>): OverviewSearch => parseOverviewSearch(search),
  component: lazyRouteComponent(() => import("./screens/overview"), "OverviewScreen"),
});

const pagesRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/pages",
  validateSearch: (search: Record<string, unknown>): PagesSearch => parsePagesSearch(search),
  component: lazyRouteComponent(() => import("./screens/pages"), "PagesScreen"),
});

const pageRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/pages/view",
  validateSearch: (search: Record<string, unknown>): PageSearch => parsePageSearch(search),
  component: lazyRouteComponent(() => import("./screens/page"), "PageScreen"),
});

const performanceRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/performance",
  validateSearch: (search: Record<string, unknown>): PerformanceSearch =>
    parsePerformanceSearch(search),
  component: lazyRouteComponent(() => import("./screens/performance"), "PerformanceScreen"),
});

const sourcesRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/sources",
  validateSearch: parseBreakdownSearch(SOURCE_DIMENSIONS),
  component: lazyRouteComponent(() => import("./screens/breakdown"), "SourcesScreen"),
});

const devicesRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/devices",
  validateSearch: parseBreakdownSearch(DEVICE_DIMENSIONS),
  component: lazyRouteComponent(() => import("./screens/breakdown"), "DevicesScreen"),
});

const eventsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/events",
  validateSearch: (search: Record<string, unknown>): EventsSearch => parseEventsSearch(search),
  component: lazyRouteComponent(() => import("./screens/events"), "EventsScreen"),
});

const journeysRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/journeys",
  validateSearch: (search: Record<string, unknown>): JourneysSearch => parseJourneysSearch(search),
  component: lazyRouteComponent(() => import("./screens/journeys"), "JourneysScreen"),
});

const errorsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/errors",
  validateSearch: (search: Record<string, unknown>): ErrorsSearch => parseErrorsSearch(search),
  component: lazyRouteComponent(() => import("./screens/errors"), "ErrorsScreen"),
});

const funnelsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/funnels",
  validateSearch: (search: Record<string, unknown>): FunnelSearch => parseFunnelSearch(search),
  component: lazyRouteComponent(() => import("./screens/funnels"), "FunnelsScreen"),
});

const goalsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/goals",
  validateSearch: (search: Record<string, unknown>): GoalsSearch => parseGoalsSearch(search),
  component: lazyRouteComponent(() => import("./screens/goals"), "GoalsScreen"),
});

const alertsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/alerts",
  component: lazyRouteComponent(() => import("./screens/alerts"), "AlertsScreen"),
});

const retentionRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/retention",
  validateSearch: (search: Record<string, unknown>): RetentionSearch =>
    parseRetentionSearch(search),
  component: lazyRouteComponent(() => import("./screens/retention"), "RetentionScreen"),
});

const realtimeRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/realtime",
  component: lazyRouteComponent(() => import("./screens/realtime"), "RealtimeScreen"),
});

const captureTruthRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/capture",
  component: lazyRouteComponent(() => import("./screens/capture"), "CaptureScreen"),
});

const sessionsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/sessions",
  validateSearch: (search: Record<string, unknown>): { sort?: Sort | undefined } => ({
    sort: parseSort(search.sort),
  }),
  component: SessionsScreen,
});

const heatmapsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/heatmaps",
  validateSearch: (search: Record<string, unknown>): MapSearch => parseMapSearch(search),
  component: lazyRouteComponent(() => import("./screens/heatmaps"), "HeatmapsScreen"),
});

/** Milliseconds from the session's start; absent when the link names no moment. */
function parseMoment(value: unknown): number | undefined {
  const at = Number(value);
  return value !== undefined && Number.isFinite(at) && at >= 0 ? Math.round(at) : undefined;
}

/** `t` is a moment, ms from the session's start, `at` one in Unix ms; `tab` the tab that is shown. */
type ReplaySearch = {
  sort?: Sort | undefined;
  t?: number | undefined;
  at?: number | undefined;
  tab?: string | undefined;
};

const sessionRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/sessions/$sessionId",
  validateSearch: ({ sort, t, at, tab }: Record<string, unknown>): ReplaySearch => ({
    sort: parseSort(sort),
    t: parseMoment(t),
    at: parseMoment(at),
    tab: typeof tab === "string" ? tab : undefined,
  }),
  // Asked for together with the screen's code; a change of the moment in the address asks nothing.
  loader: ({ context, params: { projectId, sessionId } }) => {
    void context.queries.prefetchQuery(sessionQuery(projectId, sessionId));
  },
  staleTime: Number.POSITIVE_INFINITY,
  component: lazyRouteComponent(() => import("./screens/session"), "SessionScreen"),
});

const liveRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/live",
  component: lazyRouteComponent(() => import("./screens/live/layout"), "LiveLayout"),
});

const liveStartRoute = createRoute({
  getParentRoute: () => liveRoute,
  path: "/",
  validateSearch: (search: Record<string, unknown>): LiveSearch => parseLiveSearch(search),
  component: lazyRouteComponent(() => import("./screens/live"), "LiveScreen"),
});

const watchRoute = createRoute({
  getParentRoute: () => liveRoute,
  path: "/$sessionId",
  component: lazyRouteComponent(() => import("./screens/live/watch"), "WatchScreen"),
});

const runsRoute = createRoute({
  getParentRoute: () => liveRoute,
  path: "/runs",
  component: lazyRouteComponent(() => import("./screens/live/runs"), "RunsScreen"),
});

const runRoute = createRoute({
  getParentRoute: () => liveRoute,
  path: "/runs/$recordingId",
  validateSearch: ({ sort }: Record<string, unknown>): { sort?: Sort | undefined } => ({
    sort: parseSort(sort),
  }),
  component: lazyRouteComponent(() => import("./screens/live/run"), "RunScreen"),
});

const settingsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("./screens/settings/layout"), "SettingsLayout"),
});

const settingsStartRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/p/$projectId/settings/install", params });
  },
});

const installRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/install",
  component: lazyRouteComponent(() => import("./screens/settings/install"), "InstallSettings"),
});
const projectSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/project",
  component: lazyRouteComponent(
    () => import("./screens/settings/project"),
    "ProjectSettingsScreen",
  ),
});
const requestsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/requests",
  validateSearch: ({ hide }: Record<string, unknown>): { hide?: string | undefined } => ({
    hide: typeof hide === "string" ? hide : undefined,
  }),
  component: lazyRouteComponent(() => import("./screens/settings/requests"), "DataRequestSettings"),
});
const privacyRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/privacy",
  component: lazyRouteComponent(() => import("./screens/settings/privacy"), "PrivacySettings"),
});
const recordingRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/recording",
  component: lazyRouteComponent(() => import("./screens/settings/recording"), "RecordingSettings"),
});
const captureRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/capture",
  component: lazyRouteComponent(() => import("./screens/settings/capture"), "CaptureSettings"),
});
const liveSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/live",
  component: lazyRouteComponent(() => import("./screens/settings/live"), "LiveSettings"),
});
const ownTrafficRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/own-traffic",
  component: lazyRouteComponent(
    () => import("./screens/settings/own-traffic"),
    "OwnTrafficSettings",
  ),
});
const dataRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/data",
  component: lazyRouteComponent(() => import("./screens/settings/storage"), "DataSettings"),
});
const digestRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/digest",
  component: lazyRouteComponent(() => import("./screens/settings/digest"), "DigestSettings"),
});
const membersRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/members",
  component: lazyRouteComponent(() => import("./screens/settings/members"), "MemberSettings"),
});
const tokensRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/tokens",
  component: lazyRouteComponent(() => import("./screens/settings/tokens"), "TokenSettings"),
});
const sharesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/shares",
  component: lazyRouteComponent(() => import("./screens/settings/shares"), "ShareSettings"),
});
const accountRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/account",
  component: lazyRouteComponent(() => import("./screens/settings/account"), "AccountSettings"),
});
const auditRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: "/audit",
  component: lazyRouteComponent(() => import("./screens/settings/audit"), "AuditSettings"),
});

const routeTree = rootRoute.addChildren([
  startRoute,
  loginRoute,
  setupRoute,
  invitationRoute,
  sharedRoute,
  projectRoute.addChildren([
    projectStartRoute,
    overviewRoute,
    pagesRoute,
    pageRoute,
    performanceRoute,
    sourcesRoute,
    devicesRoute,
    eventsRoute,
    journeysRoute,
    errorsRoute,
    funnelsRoute,
    goalsRoute,
    alertsRoute,
    retentionRoute,
    realtimeRoute,
    captureTruthRoute,
    sessionsRoute,
    sessionRoute,
    heatmapsRoute,
    liveRoute.addChildren([liveStartRoute, watchRoute, runsRoute, runRoute]),
    settingsRoute.addChildren([
      settingsStartRoute,
      installRoute,
      projectSettingsRoute,
      recordingRoute,
      captureRoute,
      ownTrafficRoute,
      dataRoute,
      liveSettingsRoute,
      privacyRoute,
      requestsRoute,
      digestRoute,
      membersRoute,
      sharesRoute,
      tokensRoute,
      auditRoute,
      accountRoute,
    ]),
  ]),
]);

export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultErrorComponent: ScreenError,
    defaultNotFoundComponent: NotFound,
    defaultPendingMs: 300,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
