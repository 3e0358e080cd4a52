/** What the Live screen remembers while its parts come and go: the feed, and how busy visitors were. */

import type { Connection } from "../../live/connection";
import type { LiveProject } from "../../live/live-project";
import type { Heard } from "../../live/messages";
import { NOBODY, type Presence } from "../../live/presence";
import { createStore, type Store } from "../../store";
import { MOMENT_MS, note } from "./activity";
import { addTo, type FeedEntry, happened } from "./feed";

export class LiveHistory {
  readonly feed: Store<readonly FeedEntry[]> = createStore<readonly FeedEntry[]>([]);
  /** Events per second of each session, oldest first. */
  readonly activity: Store<ReadonlyMap<string, readonly number[]>> = createStore<
    ReadonlyMap<string, readonly number[]>
  >(new Map());
  private before: Presence = NOBODY;

  constructor(
    private readonly connection: Connection,
    private readonly project: LiveProject,
  ) {}

  /** Take notes until the returned function is called. */
  begin(): () => void {
    const noteNow = () => {
      const { visitors } = this.project.presence.get();
      this.activity.set(note(this.activity.get(), visitors.values()));
    };
    const timer = setInterval(noteNow, MOMENT_MS);
    const stops = [
      this.project.presence.subscribe(() => this.compare()),
      this.connection.on("gap", (gap) => this.tellGap(gap)),
    ];
    return () => {
      clearInterval(timer);
      for (const stop of stops) stop();
    };
  }

  private compare(): void {
    const after = this.project.presence.get();
    this.add(happened(this.before, after, this.connection.serverNow()));
    this.before = after;
  }

  private tellGap({ sessionId, state }: Heard["gap"]): void {
    const visitor = this.project.presence.get().visitors.get(sessionId);
    const at = this.connection.serverNow();
    const visitorId = visitor?.visitorId ?? "";
    this.add([{ kind: state, at, sessionId, visitorId, text: "" }]);
  }

  private add(entries: readonly FeedEntry[]): void {
    if (entries.length > 0) this.feed.set(addTo(this.feed.get(), entries));
  }
}
