/** Carries out what the dashboard asks for: loads windows, plays, seeks, and tells where it is. */

import { EventType, type eventWithTime, IncrementalSource } from "rrweb";
import { activityTimes, indexAfter, jumpOver } from "./activity";
import type { FromPlayer, PlayerState, Speed, ToPlayer } from "./protocol";
import { createSanitiser, type Sanitiser } from "./sanitise/events";
import { createStage, type Stage } from "./stage";
import { type EventWindow, readWindow, unseenEvents } from "./window";

/** Bytes of loaded windows after which the oldest events are forgotten; parsed they take about 5 times that. */
const HELD_BYTES_LIMIT = 48 * 1024 * 1024;
/** Time between two reports of the position: more often than a person sees on a timeline. */
const REPORT_INTERVAL_MS = 40;

export interface Player {
  handle(message: ToPlayer): void;
}

/** What is loaded of one tab. */
interface Run {
  id: number;
  stage: Stage;
  sanitiser: Sanitiser;
  fromAt: number;
  toAt: number;
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

/** Return the events from the first page on, or null when there is none to draw. */
function playable(events: readonly eventWithTime[]): eventWithTime[] | null {
  const snapshot = events.findIndex((event) => event.type === EventType.FullSnapshot);
  if (snapshot < 0) return null;
  const before = events[snapshot - 1];
  return events.slice(before?.type === EventType.Meta ? snapshot - 1 : snapshot);
}

/** Call back when the browser has drawn what stands in the document now. */
function afterPaint(callback: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(callback));
}

/** Make the player inside `root`; `send` takes its messages to the dashboard. */
export function createPlayer(root: HTMLElement, send: (message: FromPlayer) => void): Player {
  let run: Run | null = null;
  let stageTab = "";
  let state: PlayerState = "paused";
  let position = 0;
  let speed: Speed = 1;
  let skipInactivity = true;
  let reportedAt = 0;

  const enter = (next: PlayerState) => {
    if (next === state) return;
    state = next;
    send({ type: "state", state });
  };
  const report = () => send({ type: "time", at: position });
  const onSize = (width: number, height: number) => send({ type: "size", width, height });

  /** The earliest and latest moments that can be shown now. */
  const clamp = ({ stage, toAt }: Run, at: number) => {
    const first = stage.events().find((event) => event.type === EventType.FullSnapshot);
    return Math.min(Math.max(at, first?.timestamp ?? at), toAt);
  };

  const show = (current: Run, at: number) => {
    position = clamp(current, at);
    if (state === "playing") current.stage.playFrom(position);
    else current.stage.pauseAt(position);
    report();
    afterPaint(() => send({ type: "painted", run: current.id, at: position }));
  };

  const stop = (next: PlayerState) => {
    run?.stage.pause();
    enter(next);
  };

  const play = () => {
    if (!run) return;
    if (position >= run.toAt) {
      enter(run.nextFrom === null ? "ended" : "waiting");
      return;
    }
    run.stage.setSpeed(speed);
    run.stage.playFrom(position);
    enter("playing");
  };

  const jump = (current: Run, target: number) => {
    send({ type: "skipped", fromAt: position, toAt: target });
    position = Math.min(target, current.toAt);
    current.stage.playFrom(position);
  };

  const tick = (now: number) => {
    requestAnimationFrame(tick);
    if (state !== "playing" || !run) return;
    position = Math.min(run.stage.now(), run.toAt);
    const target = skipInactivity ? jumpOver(run.activity, position, run.toAt, speed) : null;
    if (target !== null) jump(run, target);
    if (position >= run.toAt) stop(run.nextFrom === null ? "ended" : "waiting");
    else if (now - reportedAt < REPORT_INTERVAL_MS) return;
    reportedAt = now;
    report();
  };

  const sendLoaded = ({ id, stage, fromAt, toAt, nextFrom, sanitiser }: Run) => {
    const lastEventAt = stage.events().at(-1)?.timestamp ?? fromAt;
    send({ type: "loaded", run: id, fromAt, toAt, lastEventAt, nextFrom });
    if (sanitiser.truncated) send({ type: "problem", run: id, problem: "truncated" });
  };

  /** One Replayer per tab: node ids of two tabs mean different nodes. */
  const stageFor = (tabId: string): Stage => {
    if (run && stageTab === tabId) return run.stage;
    run?.stage.destroy();
    stageTab = tabId;
    return createStage(root, onSize);
  };

  const begin = (
    id: number,
    tabId: string,
    bytes: ArrayBuffer,
    window: EventWindow,
    sanitiser: Sanitiser,
  ): Run | null => {
    const events = playable(window.events);
    const [first] = events ?? [];
    if (!events || !first) return null;
    const stage = stageFor(tabId);
    stage.pause();
    stage.show(events);
    const { toAt, nextFrom } = window;
    const activity = activityTimes(events);
    const fromAt = first.timestamp;
    return { id, stage, sanitiser, fromAt, toAt, nextFrom, bytes: bytes.byteLength, activity };
  };

  const load = ({ run: id, tabId, bytes, at, playing }: Extract<ToPlayer, { type: "load" }>) => {
    const sanitiser = createSanitiser();
    const window = readWindow(bytes, sanitiser);
    const next = window && begin(id, tabId, bytes, window, sanitiser);
    if (!next) {
      stop("paused");
      send({ type: "problem", run: id, problem: window ? "no_snapshot" : "unreadable" });
      return;
    }
    run = next;
    sendLoaded(run);
    if (state === "waiting" || state === "ended") enter("paused");
    show(run, at);
    if (playing) play();
    else stop("paused");
  };

  const forgetOldest = (current: Run) => {
    if (current.bytes < HELD_BYTES_LIMIT) return;
    const before = current.stage.events().length;
    current.stage.forgetBefore(position);
    const events = current.stage.events();
    current.bytes *= events.length / before;
    current.fromAt = events[0]?.timestamp ?? current.fromAt;
    current.activity = activityTimes(events);
  };

  const append = ({ run: id, bytes }: Extract<ToPlayer, { type: "append" }>) => {
    if (!run || run.id !== id) return;
    const window = readWindow(bytes, run.sanitiser);
    if (!window) {
      send({ type: "problem", run: id, problem: "unreadable" });
      return;
    }
    const events = unseenEvents(run.stage.events(), window.events);
    run.stage.append(events);
    run.activity.push(...activityTimes(events));
    run.toAt = Math.max(run.toAt, window.toAt);
    run.nextFrom = window.nextFrom;
    run.bytes += bytes.byteLength;
    forgetOldest(run);
    sendLoaded(run);
    if (state === "waiting") play();
  };

  const step = (direction: 1 | -1) => {
    if (!run) return;
    const times = run.stage
      .events()
      .filter(isVisible)
      .map((event) => event.timestamp);
    const index = direction > 0 ? indexAfter(times, position) : indexAfter(times, position - 1) - 1;
    const target = times[index];
    stop("paused");
    if (target !== undefined) show(run, target);
  };

  const seek = (at: number) => {
    if (!run) return;
    if (state === "ended" || state === "waiting") enter("paused");
    show(run, at);
  };

  const configure = (message: Extract<ToPlayer, { type: "configure" }>) => {
    ({ speed, skipInactivity } = message);
    run?.stage.setSpeed(speed);
  };

  requestAnimationFrame(tick);
  return {
    handle(message) {
      switch (message.type) {
        case "load":
          return load(message);
        case "append":
          return append(message);
        case "play":
          return play();
        case "pause":
          return stop("paused");
        case "seek":
          return seek(message.at);
        case "step":
          return step(message.direction);
        case "configure":
          return configure(message);
        case "ping":
          return send({ type: "pong" });
        default:
          return message satisfies never;
      }
    },
  };
}
