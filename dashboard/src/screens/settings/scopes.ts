/** What an API token may be held to, in words. */

import type { ApiToken } from "../../api";

export type Scope = NonNullable<ApiToken["scopes"]>[number];

/** The scopes in the order of the form; one that is missing here is an error of types. */
export const SCOPES: Readonly<Record<Scope, string>> = {
  "analytics:read": "Read analytics, goals and segments",
  "analytics:write": "Save goals, funnels, segments and notes",
  "heatmaps:read": "Read heatmaps",
  "recordings:read": "List sessions and read recordings",
  "recordings:write": "Erase, redact and pin recordings",
  "export:read": "Export sessions, visitors and tables",
  "live:read": "See who is online and past live runs",
  "live:run": "Start and stop live recording",
  "alerts:read": "Read alerts",
  "alerts:write": "Change alerts and their channels",
  "shares:read": "List share links",
  "shares:write": "Make and revoke share links",
  "settings:read": "Read settings, storage and the audit log",
  "settings:write": "Change settings",
  "members:read": "List members and tokens",
  "members:write": "Change members and tokens",
};

export const ALL_SCOPES = Object.keys(SCOPES) as readonly Scope[];

/** What a token may do beside its role, short. */
export function describeScopes(scopes: readonly Scope[] | null): string {
  return scopes === null ? "all of its role" : scopes.join(", ");
}
