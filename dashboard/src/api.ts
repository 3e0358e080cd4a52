import type { components, paths } from "@pagepulse/contract";
import createClient, { type Middleware } from "openapi-fetch";
import { problemOf } from "./errors";

type Schemas = components["schemas"];
export type Me = Schemas["Me"];
export type Project = Schemas["Project"];
export type ProjectSettings = Schemas["ProjectSettings"];
export type Role = Schemas["Member"]["role"];
export type Member = Schemas["Member"];
export type ApiToken = Schemas["ApiToken"];
export type AuditChain = Schemas["AuditChain"];
export type AuditEntry = Schemas["AuditEntry"];
export type BatchLedger = Schemas["BatchLedger"];
export type SessionSummary = Schemas["SessionSummary"];
export type RecordingCosts = Schemas["RecordingCosts"];
export type CostGroup = Schemas["CostGroup"];
export type StorageReport = Schemas["StorageReport"];
export type SavedGoal = Schemas["SavedGoal"];
export type SavedFunnel = Schemas["SavedFunnel"];
export type Annotation = Schemas["Annotation"];
export type PageChange = Schemas["PageChange"];
export type AlertRule = Schemas["AlertRule"];
export type SavedRule = Schemas["SavedRule"];
export type Firing = Schemas["Firing"];
export type Channel = Schemas["Channel"];
export type DataRequest = Schemas["DataRequest"];
export type DataSubject = Schemas["Subject"];
export type ErasurePreview = Schemas["ErasurePreview"];
export type RedactionRule = Schemas["RedactionRule"];
export type Segment = Schemas["Segment"];
export type SegmentChange = Schemas["SegmentChange"];

/** What the client needs of the login; filled in by `account.ts`. */
const login = { csrfToken: "", onExpired: () => {} };

/** Remember the token that every change must carry. */
export function setCsrfToken(token: string): void {
  login.csrfToken = token;
}

/** Say what to do when the server no longer knows this login. */
export function onLoginExpired(handler: () => void): void {
  login.onExpired = handler;
}

const guard: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET") request.headers.set("X-CSRF-Token", login.csrfToken);
    return request;
  },
  onResponse({ response, schemaPath }) {
    // The answers of /api/auth/ are about the login itself: their callers deal with a refusal.
    if (response.status === 401 && !schemaPath.startsWith("/api/auth/")) login.onExpired();
  },
};

/** The typed client of the server's API; answers pass through `answerOf`. */
export const api = createClient<paths>({ baseUrl: "" });
api.use(guard);

/** Parameters as the server takes them: what is a list is repeated. */
export function parametersOf(query: object): URLSearchParams {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) if (one !== undefined) parts.append(name, String(one));
  }
  return parts;
}

/** The address of a call that the browser itself asks, such as a download. */
export function addressOf(path: string, query: object): string {
  return `${path}?${parametersOf(query)}`;
}

/** Wait for a call's data. Throws ApiError with the server's words when it was refused. */
export async function answerOf<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(response.status, error);
  // An answer without a body (204) has the type void here.
  return data as T;
}
