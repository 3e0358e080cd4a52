/**
 * Shows a tab as it is now.
 *
 * One Replayer takes the whole stream: a full snapshot with everything since, then what arrives. Times
 * are the server's, as in what is stored.
 */

import { EventType, type eventWithTime } from "rrweb";
import type { AssetShelf } from "./assets";
import { correctionOf, createLiveClock, type LiveClock } from "./live-clock";
import { inOrder, isPointerPath, readLiveMessage } from "./live-message";
import { createLabeller, type Labeller } from "./naming/labels";
import { afterPaint } from "./painting";
import type { FromPlayer, ToPlayer } from "./protocol";
import { createSanitiser, type Sanitiser } from "./sanitise/events";
import type { Stage, Stages } from "./stage";
import { playable } from "./window";

/** Time between two reports; where the visitor sends more seldom, so are they. */
const REPORT_INTERVAL_MS = 250;

type Begin = Extract<ToPlayer, { type: "live" }>;
type Follow = Extract<ToPlayer, { type: "follow" }>;

interface LiveRun {
  id: number;
  stage: Stage;
  sanitiser: Sanitiser;
  labeller: Labeller;
  clock: LiveClock;
  clockOffsetMs: number;
  localOffsetMs: number;
  /** Time of the last event that was handed to the stage. */
  lastAt: number;
  /** A full snapshot that is due: when it is drawn, what was before it is forgotten. */
  snapshotAt: number | null;
  /** The longest that something took to be drawn since the last report. */
  lagMs: number | null;
  /** When the oldest of what the next frame draws had happened. */
  undrawnSince: number | null;
  reporting: ReturnType<typeof setInterval>;
}

/** The server's time at this moment. */
function nowOf({ localOffsetMs }: Pick<LiveRun, "localOffsetMs">): number {
  return Date.now() - localOffsetMs;
}

function lastSnapshotAt(events: readonly eventWithTime[]): number | null {
  return events.findLast(({ type }) => type === EventType.FullSnapshot)?.timestamp ?? null;
}

export class LivePlayer {
  readonly #stages: Stages;
  readonly #assets: AssetShelf;
  readonly #send: (message: FromPlayer) => void;
  #run: LiveRun | null = null;
  /** When something happened, for events whose drawing is awaited. */
  #happenedAt = new WeakMap<eventWithTime, number>();

  constructor(stages: Stages, assets: AssetShelf, send: (message: FromPlayer) => void) {
    this.#stages = stages;
    this.#assets = assets;
    this.#send = send;
  }

  /** Show a tab from its full snapshot on. */
  begin({ run: id, tabId, texts, assets, batchMs, ...offsets }: Begin): void {
    this.stop();
    this.#assets.add(assets ?? []);
    const sanitiser = createSanitiser(this.#assets);
    const read = texts.map((text) => readLiveMessage(text, sanitiser, offsets.clockOffsetMs));
    const events = playable(read.flatMap((events) => events ?? []));
    if (!events) {
      this.#send({ type: "problem", run: id, problem: "no_snapshot" });
      return;
    }
    const ordered = inOrder(events, Number.NEGATIVE_INFINITY);
    // A picture younger than the buffer is shown at once: nothing else may come for long.
    const youngest = (lastSnapshotAt(ordered) ?? Number.NEGATIVE_INFINITY) + 1;
    const at = Math.max(nowOf(offsets) - batchMs, youngest);
    const stage = this.#stages.of(tabId);
    stage.playLive(ordered, at);
    this.#run = {
      id,
      stage,
      sanitiser,
      ...offsets,
      labeller: createLabeller(),
      clock: createLiveClock(batchMs),
      // What is older than what is shown would be lost.
      lastAt: Math.max(at + 1, ordered.at(-1)?.timestamp ?? 0),
      snapshotAt: null,
      lagMs: null,
      undrawnSince: null,
      reporting: setInterval(() => this.#report(), Math.max(REPORT_INTERVAL_MS, batchMs)),
    };
    this.#tell(this.#run, events);
    afterPaint(() => this.#send({ type: "painted", run: id, at }));
  }

  /** Take the next message of the tab that is shown. */
  follow({ run: id, text, assets, localOffsetMs }: Follow): void {
    const run = this.#run;
    if (run?.id !== id) return;
    this.#assets.add(assets ?? []);
    run.localOffsetMs = localOffsetMs;
    const events = readLiveMessage(text, run.sanitiser, run.clockOffsetMs);
    if (!events) this.#send({ type: "problem", run: id, problem: "unreadable" });
    else if (events.length > 0) this.#add(run, events);
  }

  /** Stand still, and do not go on. */
  stop(): void {
    if (!this.#run) return;
    clearInterval(this.#run.reporting);
    this.#run.stage.pause();
    this.#run = null;
  }

  /** Note that an event was carried out. */
  onCast(event: eventWithTime): void {
    const run = this.#run;
    const at = this.#happenedAt.get(event);
    if (!run || at === undefined) return;
    if (run.undrawnSince === null) afterPaint(() => this.#onDrawn(run));
    run.undrawnSince = Math.min(run.undrawnSince ?? at, at);
  }

  #add(run: LiveRun, events: readonly eventWithTime[]): void {
    const oldest = events.find((event) => !isPointerPath(event));
    if (oldest) run.clock.arrived(nowOf(run) - oldest.timestamp);
    const ordered = inOrder(events, run.lastAt);
    for (const [index, event] of ordered.entries()) {
      const sent = events[index];
      if (sent && !isPointerPath(sent)) this.#happenedAt.set(event, sent.timestamp);
    }
    run.lastAt = ordered.at(-1)?.timestamp ?? run.lastAt;
    run.snapshotAt = lastSnapshotAt(ordered) ?? run.snapshotAt;
    run.stage.append(ordered);
    this.#keepUp(run);
    this.#tell(run, events);
  }

  /** The picture comes first: names are read when it is on the screen, in the order of the calls. */
  #tell(run: LiveRun, events: readonly eventWithTime[]): void {
    const { id, sanitiser } = run;
    if (sanitiser.incomplete) this.#send({ type: "problem", run: id, problem: "missing_assets" });
    if (sanitiser.truncated) this.#send({ type: "problem", run: id, problem: "truncated" });
    afterPaint(() => {
      const labels = run.labeller.read(events);
      if (labels.length > 0) this.#send({ type: "labels", run: id, labels });
    });
  }

  /** A frame that took long, or a browser that slept, must not leave the picture behind for ever. */
  #keepUp(run: LiveRun): void {
    const shouldBe = nowOf(run) - run.clock.bufferMs;
    run.stage.shift(correctionOf(shouldBe - run.stage.now()));
  }

  #onDrawn(run: LiveRun): void {
    if (run.undrawnSince === null) return;
    const lagMs = Math.max(0, nowOf(run) - run.undrawnSince);
    run.lagMs = Math.max(run.lagMs ?? 0, lagMs);
    run.undrawnSince = null;
  }

  #report(): void {
    const run = this.#run;
    if (!run) return;
    this.#keepUp(run);
    const at = run.stage.now();
    this.#send({ type: "live", run: run.id, at, lagMs: run.lagMs });
    run.lagMs = null;
    if (run.snapshotAt === null || run.snapshotAt > at) return;
    run.stage.forgetBefore(at);
    run.snapshotAt = null;
  }
}
