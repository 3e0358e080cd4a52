/** The words between the dashboard and `/live/admin`; their types come from the contract. */

import type { components } from "@pagepulse/contract";

type Schemas = components["schemas"];
export type Run = Schemas["LiveRun"];
export type RunFilter = Schemas["LiveRunFilter"];
export type LiveVisitor = Schemas["LiveVisitor"];
export type LiveTab = Schemas["LiveTab"];
export type Sent = Schemas["LiveAdminToServer"];
export type Heard = Schemas["LiveServerToAdmin"];
export type Topic = Schemas["LiveSubscribe"]["topics"][number];
export type LiveSettings = NonNullable<Schemas["ProjectSettings"]["live"]>;

/** What the server answers to an event; nothing where the table names no answer. */
export type AnswerTo<E extends keyof Sent> = `admin ${E}` extends keyof Schemas["LiveAcks"]
  ? Schemas["LiveAcks"][`admin ${E}`]
  : Record<string, never>;

/** One text of the server: an event, an answer to a numbered one, or its refusal. */
export type Frame =
  | { [E in keyof Heard]: { kind: "event"; event: E; data: Heard[E] } }[keyof Heard]
  | { kind: "answer"; id: number; data: unknown }
  | { kind: "refusal"; id: number; error: unknown };

const HEARD: Record<keyof Heard, true> = {
  "data-stored": true,
  gap: true,
  "project-changed": true,
  "going-away": true,
  "live-event": true,
  "recording-state": true,
  "session-recorded": true,
  visitors: true,
};

function isHeard(event: unknown): event is keyof Heard {
  return typeof event === "string" && Object.hasOwn(HEARD, event);
}

/** Read a text of the server; null for what this dashboard does not know, which may be newer. */
export function readFrame(text: unknown): Frame | null {
  const frame = parse(text);
  if (typeof frame.ack === "number") {
    const { ack: id, data, error } = frame;
    return error === undefined ? { kind: "answer", id, data } : { kind: "refusal", id, error };
  }
  if (!isHeard(frame.event) || typeof frame.data !== "object") return null;
  // The server is ours: the contract, not this module, vouches for the fields.
  return { kind: "event", event: frame.event, data: frame.data } as Frame;
}

function parse(text: unknown): Record<string, unknown> {
  if (typeof text !== "string") return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

export function writeFrame<E extends keyof Sent>(event: E, data: Sent[E], id: number): string {
  return JSON.stringify({ event, data, id });
}
