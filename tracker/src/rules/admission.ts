/** Decides, for each page and each moment, whether the recording is sent, held back or dropped. */

import type { Admission, AdmissionHost, RecordingRules } from "../bridge";
import { isSampled } from "../capture/sampling";
import * as EventType from "../eventTypes";
import { guarded, listen, silence } from "../guarded";
import { observeRoutes } from "../pages";
import { type CaptureReason, isKept } from "../wire";
import { matchesAny } from "./patterns";
import { openRing, type Ring } from "./ring";

/** What set off the recording of a session that was not drawn; seen by all tabs of the site. */
interface Pulled {
  readonly sessionKey: string;
  readonly reason: CaptureReason;
}

const NAME = "trigger";

export function openAdmission({ rules, share, host, ...hooks }: AdmissionHost): Admission {
  const { store, sessionKey, keep } = host;
  let ring: Ring;
  let path: string;
  let reason: CaptureReason;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const isDrawn = (): boolean => isSampled(sessionKey(), share);
  const isOpen = (of: CaptureReason): boolean =>
    isKept(of) || of === "too-short" || (of === "no-trigger" && rules.preRollMs > 0);

  function pulled(): CaptureReason | undefined {
    const stored = store.read<Pulled>(NAME);
    return stored?.sessionKey === sessionKey() ? stored.reason : undefined;
  }
  /** Milliseconds until the session has lasted as long as the project asks. */
  function missing(): number {
    const startedAt = store.read<{ startedAt: number }>("session")?.startedAt ?? 0;
    return startedAt + rules.minDurationMs - Date.now();
  }
  function decide(): CaptureReason {
    if (isExcluded(rules, path)) return "excluded-page";
    const trigger = pulled();
    if (trigger) return trigger;
    if (isDrawn()) return missing() > 0 ? "too-short" : "recorded";
    return hasTriggers(rules) ? "no-trigger" : "not-sampled";
  }

  /** Look what has happened, and what follows from it. */
  function look(): void {
    path = location.pathname;
    for (const happened of host.happened.splice(0)) pull(reasonOf(rules, ...happened));
    if (matchesAny(rules.onPaths, path)) pull("triggered-page");
    const before = reason;
    reason = decide();
    wait();
    if (isOpen(reason) && !isOpen(before)) hooks.checkout();
    else if (isKept(reason) && !isKept(before)) release();
    else if (!isOpen(reason)) ring.clear();
    hooks.onChange();
  }
  function pull(why: CaptureReason | undefined): void {
    // A session that is drawn and long enough needs no reason more.
    if (!why || pulled() || (isDrawn() && missing() <= 0)) return;
    store.write(NAME, { sessionKey: sessionKey(), reason: why });
  }
  /** What was held is sent from now on; where nothing was, the recording begins here. */
  function release(): void {
    const held = ring.take();
    for (const [type, json] of held) keep(json, type === EventType.fullSnapshot);
    if (!held.length) hooks.checkout();
  }
  function wait(): void {
    clearTimeout(timer);
    if (reason === "too-short") timer = setTimeout(guarded(look), missing());
  }
  /** Nothing of an earlier session, or of before a return, belongs to what follows. */
  function renew(): void {
    ring?.clear();
    ring = openRing(isDrawn() ? null : rules.preRollMs, hooks.refresh);
    reason = "starting";
    look();
  }

  renew();
  observeRoutes(look);
  // A trigger in another tab.
  listen(window, "storage", look);
  return {
    reason: () => reason,
    isOpen() {
      // The page's address may have changed without anybody being told.
      if (location.pathname !== path) look();
      return isOpen(reason);
    },
    pass(type, json) {
      if (isKept(reason)) keep(json, type === EventType.fullSnapshot);
      else ring.push(type, json);
    },
    look: guarded(look),
    renew,
    stop() {
      ring.clear();
      silence();
    },
  };
}

/** What is left out wins over what is named. */
function isExcluded({ includePaths, excludePaths }: RecordingRules, path: string): boolean {
  if (matchesAny(excludePaths, path)) return true;
  return includePaths.length > 0 && !matchesAny(includePaths, path);
}

function hasTriggers({ onError, onRageClick, onPaths, onCustomEvents }: RecordingRules): boolean {
  return onError || onRageClick || onPaths.length + onCustomEvents.length > 0;
}

function reasonOf(
  { onError, onRageClick, onCustomEvents }: RecordingRules,
  trigger: string,
  name = "",
): CaptureReason | undefined {
  if (trigger === "error" && onError) return "triggered-error";
  if (trigger === "rage-click" && onRageClick) return "triggered-rage";
  if (trigger === "custom-event" && onCustomEvents.includes(name)) return "triggered-event";
  return undefined;
}
