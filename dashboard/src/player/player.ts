/** Carries out what the dashboard asks for: loads windows, plays, seeks, and tells where it is. */

import { EventType, type eventWithTime, IncrementalSource } from "rrweb";
import { activityTimes, indexAfter, jumpOver } from "./activity";
import { createAssetShelf } from "./assets";
import { LivePlayer } from "./live";
import { isPointerPath } from "./live-message";
import { createLabeller, type Labeller } from "./naming/labels";
import { afterPaint } from "./painting";
import { Picking } from "./picking";
import type { FromPlayer, PlayerState, Speed, ToPlayer } from "./protocol";
import { createSanitiser, type Sanitiser } from "./sanitise/events";
import { createStages, type Stage, type Stages } from "./stage";
import { type EventWindow, playable, readWindow, unseenEvents } from "./window";

/** Bytes of loaded windows after which the oldest events are forgotten; parsed they take about 5 times that. */
const HELD_BYTES_LIMIT = 48 * 1024 * 1024;
/** Time between two reports of the position: more often than a person sees on a timeline. */
const REPORT_INTERVAL_MS = 40;

/** What is loaded of one tab. */
interface Run {
  id: number;
  tabId: string;
  stage: Stage;
  sanitiser: Sanitiser;
  labeller: Labeller;
  fromAt: number;
  /** Time of the first full snapshot: before it there is nothing to show. */
  firstPictureAt: number;
  toAt: number;
  lastEventAt: number;
  nextFrom: number | null;
  bytes: number;
  /** Times of the visitor's activity, ascending. */
  activity: number[];
}

/** Sources whose events change what is seen, for stepping from one change to the next. */
const VISIBLE_SOURCES: ReadonlySet<number> = new Set([
  IncrementalSource.Mutation,
  IncrementalSource.MouseInteraction,
  IncrementalSource.Scroll,
  IncrementalSource.ViewportResize,
  IncrementalSource.Input,
]);

function isVisible(event: eventWithTime): boolean {
  if (event.type === EventType.FullSnapshot) return true;
  return event.type === EventType.IncrementalSnapshot && VISIBLE_SOURCES.has(event.data.source);
}

function newRun({
  window: { toAt, nextFrom },
  events,
  ...rest
}: Pick<Run, "id" | "tabId" | "stage" | "sanitiser" | "bytes"> & {
  window: EventWindow;
  events: readonly eventWithTime[];
}): Run {
  const fromAt = events[0]?.timestamp ?? toAt;
  const picture = events.find((event) => event.type === EventType.FullSnapshot);
  const firstPictureAt = picture?.timestamp ?? fromAt;
  const lastEventAt = events.at(-1)?.timestamp ?? toAt;
  const activity = activityTimes(events);
  const labeller = createLabeller();
  return { ...rest, labeller, fromAt, firstPictureAt, toAt, lastEventAt, nextFrom, activity };
}

function extendRun(
  run: Run,
  window: EventWindow,
  events: readonly eventWithTime[],
  bytes: number,
): void {
  for (const time of activityTimes(events)) run.activity.push(time);
  run.toAt = Math.max(run.toAt, window.toAt);
  run.lastEventAt = events.at(-1)?.timestamp ?? run.lastEventAt;
  run.nextFrom = window.nextFrom;
  run.bytes += bytes;
}

function forgetOldest(run: Run, position: number): void {
  const before = run.stage.events().length;
  run.stage.forgetBefore(position);
  const events = run.stage.events();
  run.bytes *= events.length / before;
  run.fromAt = events[0]?.timestamp ?? run.fromAt;
  run.firstPictureAt = Math.max(run.firstPictureAt, run.fromAt);
  run.activity = activityTimes(events);
}

/** What playing to the end of what is loaded means. */
function endOf(run: Run): PlayerState {
  return run.nextFrom === null ? "ended" : "waiting";
}

/**
 * Plays inside `root`; `send` takes its messages to the dashboard, `onChange` hears of each event that
 * changes what is seen, before it is drawn.
 */
export class Player {
  readonly #send: (message: FromPlayer) => void;
  readonly #assets = createAssetShelf();
  readonly #stages: Stages;
  readonly #live: LivePlayer;
  readonly #picking: Picking;
  #run: Run | null = null;
  #state: PlayerState = "paused";
  #position = 0;
  #speed: Speed = 1;
  #skipInactivity = true;
  #reportedAt = 0;
  /** The next frame that is waited for while it plays. */
  #frame = 0;

  constructor(root: HTMLElement, send: (message: FromPlayer) => void, onChange: () => void) {
    this.#send = send;
    this.#stages = createStages(
      root,
      (width, height) => send({ type: "size", width, height }),
      (event) => {
        if (!isPointerPath(event)) onChange();
        this.#live.onCast(event);
      },
    );
    this.#live = new LivePlayer(this.#stages, this.#assets, send);
    this.#picking = new Picking(root, (selector) => send({ type: "picked", selector }));
  }

  handle(message: ToPlayer): void {
    switch (message.type) {
      case "load":
        this.#load(message);
        break;
      case "append":
        if (message.run === this.#run?.id) this.#append(this.#run, message);
        break;
      case "live":
        this.#goLive(message);
        break;
      case "follow":
        this.#live.follow(message);
        break;
      case "play":
        this.#play();
        break;
      case "pause":
        this.#live.stop();
        this.#stop("paused");
        break;
      case "seek":
        this.#seek(message.at);
        break;
      case "step":
        this.#step(message.direction);
        break;
      case "pick":
        this.#picking.set(message.isOn);
        break;
      case "configure":
        this.#speed = message.speed;
        this.#skipInactivity = message.skipInactivity;
        this.#run?.stage.setSpeed(message.speed);
        break;
      case "ping":
        this.#send({ type: "pong" });
        break;
      default:
        message satisfies never;
    }
  }

  #enter(state: PlayerState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#send({ type: "state", state });
    cancelAnimationFrame(this.#frame);
    if (state === "playing") this.#nextTick();
  }

  #stop(state: PlayerState): void {
    this.#run?.stage.pause();
    this.#enter(state);
  }

  #report(): void {
    this.#send({ type: "time", at: this.#position });
  }

  #load({ run: id, tabId, bytes, assets, at, playing }: Extract<ToPlayer, { type: "load" }>) {
    this.#live.stop();
    this.#assets.add(assets ?? []);
    const sanitiser = createSanitiser(this.#assets);
    const window = readWindow(bytes, sanitiser);
    const events = window && playable(window.events);
    if (!window || !events) {
      this.#stop("paused");
      this.#send({ type: "problem", run: id, problem: window ? "no_snapshot" : "unreadable" });
      return;
    }
    this.#stop("paused");
    const stage = this.#stages.of(tabId);
    stage.show(events);
    this.#run = newRun({ id, tabId, stage, sanitiser, window, events, bytes: bytes.byteLength });
    this.#sendLoaded(this.#run);
    this.#show(this.#run, at);
    if (playing) this.#play();
    this.#sendLabels(this.#run, events);
  }

  /** What is happening takes the place of what was loaded. */
  #goLive(message: Extract<ToPlayer, { type: "live" }>): void {
    this.#stop("paused");
    this.#run = null;
    this.#live.begin(message);
  }

  #append(run: Run, { bytes, assets }: Extract<ToPlayer, { type: "append" }>): void {
    this.#assets.add(assets ?? []);
    const window = readWindow(bytes, run.sanitiser);
    if (!window) {
      this.#send({ type: "problem", run: run.id, problem: "unreadable" });
      return;
    }
    const events = unseenEvents(run.stage.events(), window.events);
    run.stage.append(events);
    extendRun(run, window, events, bytes.byteLength);
    if (run.bytes > HELD_BYTES_LIMIT) forgetOldest(run, this.#position);
    this.#sendLoaded(run);
    if (this.#state === "waiting") this.#play();
    this.#sendLabels(run, events);
  }

  #sendLoaded({ id, fromAt, toAt, lastEventAt, nextFrom, sanitiser }: Run): void {
    this.#send({ type: "loaded", run: id, fromAt, toAt, lastEventAt, nextFrom });
    if (sanitiser.incomplete) this.#send({ type: "problem", run: id, problem: "missing_assets" });
    if (sanitiser.truncated) this.#send({ type: "problem", run: id, problem: "truncated" });
  }

  /** The picture comes first: names are read when it is on the screen, in the order of the calls. */
  #sendLabels(run: Run, events: readonly eventWithTime[]): void {
    afterPaint(() => {
      const labels = run.labeller.read(events);
      if (labels.length > 0) this.#send({ type: "labels", run: run.id, labels });
    });
  }

  #play(): void {
    const run = this.#run;
    if (!run) return;
    if (this.#position >= run.toAt) {
      this.#enter(endOf(run));
      return;
    }
    run.stage.setSpeed(this.#speed);
    run.stage.playFrom(this.#position);
    this.#enter("playing");
  }

  #seek(at: number): void {
    if (!this.#run) return;
    if (this.#state !== "playing") this.#enter("paused");
    this.#show(this.#run, at);
  }

  #show(run: Run, at: number): void {
    this.#position = Math.min(Math.max(at, run.firstPictureAt), run.toAt);
    if (this.#state === "playing") run.stage.playFrom(this.#position);
    else run.stage.pauseAt(this.#position);
    this.#report();
    afterPaint(() => this.#send({ type: "painted", run: run.id, at: this.#position }));
  }

  #step(direction: 1 | -1): void {
    const run = this.#run;
    if (!run) return;
    this.#stop("paused");
    const times = run.stage
      .events()
      .filter(isVisible)
      .map((event) => event.timestamp);
    const next = indexAfter(times, this.#position);
    const target = times[direction > 0 ? next : indexAfter(times, this.#position - 1) - 1];
    if (target !== undefined) this.#show(run, target);
  }

  #nextTick(): void {
    this.#frame = requestAnimationFrame((now) => this.#tick(now));
  }

  #tick(now: number): void {
    const run = this.#run;
    if (this.#state !== "playing" || !run) return;
    this.#nextTick();
    this.#position = Math.min(run.stage.now(), run.toAt);
    if (this.#skipInactivity) this.#jump(run);
    if (this.#position >= run.toAt) this.#stop(endOf(run));
    else if (now - this.#reportedAt < REPORT_INTERVAL_MS) return;
    this.#reportedAt = now;
    this.#report();
  }

  /** Jump over the time around the position when nothing happens in it. */
  #jump(run: Run): void {
    const target = jumpOver(run.activity, this.#position, run.toAt, this.#speed);
    if (target === null) return;
    this.#send({ type: "skipped", fromAt: this.#position, toAt: target });
    this.#position = Math.min(target, run.toAt);
    run.stage.playFrom(this.#position);
  }
}
