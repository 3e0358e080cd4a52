/** A project over the connection: who is online, its runs, and its sessions to watch. */

import { createStore, type Store } from "../store";
import type { Connection } from "./connection";
import type { AnswerTo, Sent, Topic } from "./messages";
import { begin, changeRun, changeVisitors, NOBODY, type Presence } from "./presence";
import { Watches } from "./watches";

export class LiveProject {
  readonly presence: Store<Presence> = createStore(NOBODY);
  readonly stream: Watches;
  private readonly stops: (() => void)[];
  /** How many parts of the screen show who is online. */
  private lookers = 0;

  constructor(
    private readonly connection: Connection,
    readonly projectId: string,
  ) {
    // Before the watches: a server that restarted has to know the project first.
    const stop = connection.state.subscribe(() => this.subscribe(this.topics));
    this.stream = new Watches(connection, projectId);
    this.stops = [
      stop,
      connection.on("visitors", (change) => {
        if (change.projectId === projectId) {
          this.presence.set(changeVisitors(this.presence.get(), change));
        }
      }),
      connection.on("recording-state", ({ run }) => {
        if (run.projectId === projectId) this.presence.set(changeRun(this.presence.get(), run));
      }),
    ];
    this.subscribe(this.topics);
  }

  /** Hear who is online until the returned function is called. */
  followVisitors(): () => void {
    this.lookers += 1;
    if (this.lookers === 1) this.subscribe(["visitors"]);
    return () => {
      this.lookers -= 1;
      if (this.lookers === 0) this.tell("unsubscribe", ["visitors"]);
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
    this.presence.set(changeRun(this.presence.get(), answer.run));
    return answer;
  }

  /** Stop a run. Throws ApiError when the server refuses. */
  async stop(recordingId: string): Promise<AnswerTo<"admin-stop-recording">> {
    const answer = await this.connection.ask("admin-stop-recording", { recordingId });
    this.presence.set(changeRun(this.presence.get(), answer.run));
    return answer;
  }

  end(): void {
    for (const stop of this.stops) stop();
    this.stream.end();
    this.tell("unsubscribe", this.topics);
  }

  private get topics(): Topic[] {
    return this.lookers > 0 ? ["sessions", "visitors"] : ["sessions"];
  }

  private async subscribe(topics: Topic[]): Promise<void> {
    if (this.connection.state.get() !== "connected") return;
    try {
      const { projectId } = this;
      const answer = await this.connection.ask("subscribe", { projectId, topics });
      this.presence.set(begin(this.presence.get(), answer, topics.includes("visitors")));
    } catch {
      // The connection is lost: with the next one everything is subscribed to again.
    }
  }

  private tell(event: "unsubscribe", topics: Topic[]): void {
    this.connection.ask(event, { projectId: this.projectId, topics }).catch(() => {});
  }
}
