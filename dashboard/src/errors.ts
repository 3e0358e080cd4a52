/** A refusal or failure of the server: an RFC 9457 problem, or what is known without one. */
export class ApiError extends Error {
  constructor(
    /** HTTP status; 0 when the server was not reached. */
    readonly status: number,
    /** Stable word of the problem, for example `not_found`. */
    readonly code: string,
    /** The server's sentence. */
    readonly detail: string,
  ) {
    super(detail);
    this.name = "ApiError";
  }
}

const UNREACHABLE = "The server cannot be reached. Check that it is running, then try again.";

function textOf(body: object, field: string): string | undefined {
  const value: unknown = Reflect.get(body, field);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Make an error of an answer's status and parsed body, whatever shape the body has. */
export function problemOf(status: number, body: unknown): ApiError {
  const fields = typeof body === "object" && body !== null ? body : {};
  const detail = textOf(fields, "detail") ?? textOf(fields, "title");
  return new ApiError(
    status,
    textOf(fields, "code") ?? "unknown",
    detail ?? (status === 0 ? UNREACHABLE : `The server answered with status ${status}.`),
  );
}

/** The sentence to show for anything thrown. */
export function describeError(error: unknown): string {
  if (error instanceof ApiError) return error.detail;
  // fetch() throws a TypeError when there was no answer at all.
  if (error instanceof TypeError) return UNREACHABLE;
  return error instanceof Error ? error.message : "Something went wrong.";
}
