/** What a page and a frame of another origin say to each other before they have a channel. */

/** From the frame: I would be part of your recording. */
export const HELLO = "pulse:hello";
/** From the page, with a port that nobody else can read: then be. */
export const WELCOME = "pulse:welcome";

export interface Greeting {
  readonly pulse: typeof HELLO | typeof WELCOME;
  readonly projectKey: string;
  /** Of a welcome: all text of the frame is to be masked. */
  readonly isStrict?: boolean;
}

/** Over the port, from the page: take a full snapshot. All that comes back is events as JSON. */
export const CHECKOUT = "checkout";

/** True for the greeting that is expected, of the same project, from the window and origin it must be from. */
export function isGreeting(
  { data, origin }: MessageEvent<Partial<Greeting> | null>,
  pulse: Greeting["pulse"],
  projectKey: string,
  origins: readonly string[],
): boolean {
  return data?.pulse === pulse && data.projectKey === projectKey && origins.includes(origin);
}
