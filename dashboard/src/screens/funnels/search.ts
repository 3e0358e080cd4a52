/** As many as the server takes. */
export const MAX_STEPS = 8;
const STEP = /^(page|event):.{1,290}$/;

export interface FunnelSearch {
  /** Steps in their order: `page:/plans/*` or `event:signup`. */
  steps?: readonly string[] | undefined;
}

export function parseFunnelSearch({ steps }: Record<string, unknown>): FunnelSearch {
  const listed: unknown[] = Array.isArray(steps)
    ? steps
    : typeof steps === "string"
      ? steps.split(",")
      : [];
  const known = listed.filter((step) => typeof step === "string" && STEP.test(step)) as string[];
  return { steps: known.length > 0 ? known.slice(0, MAX_STEPS) : undefined };
}

/** A step as people read it. */
export function stepWords(step: string): { kind: "page" | "event"; wanted: string } {
  const [kind = "", ...rest] = step.split(":");
  return { kind: kind === "event" ? "event" : "page", wanted: rest.join(":") };
}
