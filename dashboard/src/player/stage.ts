/**
 * Plays the events of one tab in rrweb's Replayer.
 *
 * One Replayer serves every window of a tab: it keeps its frame and its parsed style sheets, so
 * that a seek to another window costs a rebuild of the page and not of the player.
 */

import {
  EventType,
  type eventWithTime,
  IncrementalSource,
  MouseInteractions,
  Replayer,
  ReplayerEvents,
} from "rrweb";
import { drawCanvases } from "./canvases";
import { HoverStyles } from "./hover-styles";

/** Ten years. The replayer ends at its last event and rebuilds the page after that; ours has none. */
const HORIZON_MS = 10 * 365 * 86_400_000;

export interface Stage {
  /** Replace all events; the first two of them are a Meta and a full snapshot. */
  show(events: readonly eventWithTime[]): void;
  /** Add what follows the events already there. */
  append(events: readonly eventWithTime[]): void;
  /**
   * Replace all events and play on from a moment without an end: what `append` brings is drawn when
   * it is due, at once where it is late. No event may be older than the one before it.
   */
  playLive(events: readonly eventWithTime[], at: number): void;
  /** While live: move the moment that is shown. */
  shift(ms: number): void;
  /** Forget everything before the last Meta event at or before `at`. */
  forgetBefore(at: number): void;
  /** Play on from a moment; everything before it is applied at once. */
  playFrom(at: number): void;
  /** Show a moment. */
  pauseAt(at: number): void;
  /** Stop where it is. */
  pause(): void;
  setSpeed(speed: number): void;
  /** The moment that is shown, Unix ms; only right while it plays. */
  now(): number;
  /** All events in order. */
  events(): readonly eventWithTime[];
  destroy(): void;
}

function nothingAt(timestamp: number): eventWithTime {
  return { type: EventType.DomContentLoaded, data: {}, timestamp };
}

function isTouch(event: eventWithTime): boolean {
  if (event.type !== EventType.IncrementalSnapshot) return false;
  const { data } = event;
  if (data.source === IncrementalSource.TouchMove) return true;
  const isInteraction = data.source === IncrementalSource.MouseInteraction;
  return isInteraction && data.type === MouseInteractions.TouchStart;
}

function createReplayer(root: HTMLElement): Replayer {
  // Made without a recording: its constructor draws the first page later, on its own timers.
  const replayer = new Replayer([nothingAt(0), nothingAt(HORIZON_MS)], {
    root,
    mouseTail: false,
    // Focus taken by a replayed field would take the keyboard from the dashboard.
    triggerFocus: false,
    showWarning: false,
    showDebug: false,
    // Everything that is replayed was sent by a visitor, also what it makes the replayer log.
    logger: { log: () => undefined, warn: () => undefined },
  });
  drawCanvases(replayer);
  // Private to rrweb: where it is called otherwise one day, style sheets only take longer again.
  return Object.assign(replayer, { cache: { stylesWithHoverClass: new HoverStyles() } });
}

/**
 * Make the stage of one tab inside `root`; `onSize` hears of the visitor's viewport, `onCast` of every
 * event that was carried out: the browser draws what it changed with the next frame.
 */
export function createStage(
  root: HTMLElement,
  onSize: (width: number, height: number) => void,
  onCast: (event: eventWithTime) => void = () => undefined,
): Stage {
  const replayer = createReplayer(root);
  const held = replayer.service.state.context.events;
  replayer.on(ReplayerEvents.EventCast, (event: unknown) => onCast(event as eventWithTime));
  replayer.on(ReplayerEvents.Resize, (size: unknown) => {
    const { width, height } = size as { width: number; height: number };
    onSize(width, height);
  });

  const start = () => held[0]?.timestamp ?? 0;
  // The replayer applies what is before an offset; events of this very millisecond are meant too.
  const offsetOf = (at: number) => at - start() + 1;
  const replace = (events: readonly eventWithTime[]) => {
    held.length = 0;
    for (const event of events) held.push(event);
  };
  const markTouch = (events: readonly eventWithTime[]) => {
    const mouse = replayer.wrapper.querySelector(".replayer-mouse");
    if (events.some(isTouch)) mouse?.classList.add("touch-device");
  };

  return {
    show(events) {
      replayer.setConfig({ liveMode: false });
      replace(events);
      held.push(nothingAt(start() + HORIZON_MS));
      markTouch(events);
    },
    playLive(events, at) {
      // Without an end there is nothing to wait for: the replayer rests between two events.
      replayer.setConfig({ liveMode: true, speed: 1 });
      replace(events);
      markTouch(events);
      replayer.play(offsetOf(at));
    },
    shift(ms) {
      replayer.timer.timeOffset += ms;
    },
    append(events) {
      markTouch(events);
      for (const event of events) replayer.addEvent(event);
    },
    forgetBefore(at) {
      let index = held.length - 1;
      const isStart = (event?: eventWithTime) =>
        event?.type === EventType.Meta && event.timestamp <= at;
      while (index > 0 && !isStart(held[index])) index -= 1;
      held.splice(0, index);
    },
    playFrom: (at) => replayer.play(offsetOf(at)),
    pauseAt: (at) => replayer.pause(offsetOf(at)),
    pause: () => replayer.pause(),
    setSpeed: (speed) => replayer.setConfig({ speed }),
    now: () => start() + replayer.getCurrentTime(),
    events: () => held.slice(0, -1),
    destroy: () => replayer.destroy(),
  };
}

/** The one Replayer of the page. */
export interface Stages {
  /** The stage of a tab; that of another one goes, for node ids of two tabs mean different nodes. */
  of(tabId: string): Stage;
}

export function createStages(...[root, onSize, onCast]: Parameters<typeof createStage>): Stages {
  let current: { tabId: string; stage: Stage } | null = null;
  return {
    of(tabId) {
      if (current?.tabId === tabId) return current.stage;
      current?.stage.destroy();
      const stage = createStage(root, onSize, onCast);
      current = { tabId, stage };
      return stage;
    },
  };
}
