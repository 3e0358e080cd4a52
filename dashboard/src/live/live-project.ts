/** A project over the connection: who is online, its runs, and its sessions to watch. */

import { createStore, type Store } from "../store";
import type { Connection } from "./connection";
import type { AnswerTo, Heard, Run, Sent, Topic } from "./messages";
import { begin, changeRun, changeVisitors, NOBODY, type Presence } from "./presence";
import { Watches } from "./watches";

/** For how long nothing was stored of the project before it, ms; null where that is not known. */
export type Subscription = { quietMs: number | null };

export class LiveProject {
  readonly presence: Store<Presence> = createStore(NOBODY);
  /** The latest subscription: what came before it may have been missed. */
  readonly subscription: Store<Subscription | null> = createStore<Subscription | null>(null);
  readonly stream: Watches;
  /** How many parts of the screen show who is online. */
  private lookers = 0;

  constructor(
    private readonly connection: Connection,
    readonly projectId: string,
  ) {
    this.stream = new Watches(connection, projectId);
  }

  /** Hear of the project until the returned function is called. */
  begin(): () => void {
    const { connection } = this;
    const stops = [
      // Before the watches: a server that restarted has to know the project first.
      connection.state.subscribe(() => void this.subscribe(this.topics)),
      connection.on("visitors", (change) => this.takeVisitors(change)),
      connection.on("recording-state", ({ run }) => this.takeRun(run)),
      this.stream.begin(),
    ];
    void this.subscribe(this.topics);
    return () => {
      for (const stop of stops) stop();
      this.unsubscribe(this.topics);
    };
  }

  /** Hear who is online until the returned function is called. */
  followVisitors(): () => void {
    this.lookers += 1;
    if (this.lookers === 1) void this.subscribe(["visitors"]);
    return () => {
      this.lookers -= 1;
      if (this.lookers === 0) this.unsubscribe(["visitors"]);
    };
  }

  /** Whether somebody looks at something that is live. */
  get isWatched(): boolean {
    return this.lookers > 0 || this.stream.size > 0;
  }

  /** Start a run. Throws ApiError when the server refuses. */
  async start(
    order: Omit<Sent["admin-start-recording"], "projectId" | "watch">,
  ): Promise<AnswerTo<"admin-start-recording">> {
    const { projectId } = this;
    // The wall watches what it shows, and nobody else.
    const answer = await this.connection.ask("admin-start-recording", {
      ...order,
      projectId,
      watch: false,
    });
    this.takeRun(answer.run);
    return answer;
  }

  /** Stop a run. Throws ApiError when the server refuses. */
  async stop(recordingId: string): Promise<AnswerTo<"admin-stop-recording">> {
    const answer = await this.connection.ask("admin-stop-recording", { recordingId });
    this.takeRun(answer.run);
    return answer;
  }

  private get topics(): Topic[] {
    return this.lookers > 0 ? ["sessions", "visitors"] : ["sessions"];
  }

  private takeVisitors(change: Heard["visitors"]): void {
    if (change.projectId !== this.projectId) return;
    this.presence.set(changeVisitors(this.presence.get(), change));
  }

  private takeRun(run: Run): void {
    if (run.projectId !== this.projectId) return;
    this.presence.set(changeRun(this.presence.get(), run));
  }

  private async subscribe(topics: Topic[]): Promise<void> {
    if (this.connection.state.get() !== "connected") return;
    try {
      const { projectId } = this;
      const answer = await this.connection.ask("subscribe", { projectId, topics });
      this.presence.set(begin(this.presence.get(), answer, topics.includes("visitors")));
      if (topics.includes("sessions")) this.subscription.set({ quietMs: answer.quietMs ?? null });
    } catch {
      // The connection is lost: with the next one everything is subscribed to again.
    }
  }

  private unsubscribe(topics: Topic[]): void {
    // Where the connection is lost, nothing is subscribed to.
    this.connection.ask("unsubscribe", { projectId: this.projectId, topics }).catch(() => {});
  }
}
