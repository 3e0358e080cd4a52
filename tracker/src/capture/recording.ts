/** Decides whether the session is recorded, loads the recorder, and drops what belongs nowhere. */

import {
  type Bridge,
  EventType,
  type Recorder,
  type Recording,
  type RecordingHost,
} from "../bridge";
import { whenIdle } from "../calm";
import { guarded } from "../guarded";
import { loadScript } from "../installation";
import type { CaptureReason } from "../wire";
import { openCompanions } from "./companions";
import { type Config, readConfig } from "./config";
import { isSampled } from "./sampling";

/** Begin as soon as the server has said how. */
export function openRecording(host: RecordingHost): Recording {
  const { installation, store, sessionKey, isWanted, keep } = host;
  let config: Config | null = null;
  let recorder: Recorder | undefined;
  // Increments mean nothing without all that came before them since a full snapshot.
  let isMuted = false;
  let reason: CaptureReason = "starting";
  const companions = openCompanions(host, () => {});

  const bridge: Bridge = {
    masking: () => ({
      isStrict: installation.isStrict || config?.privacyMode === "strict",
      selectors: config?.maskSelectors ?? [],
    }),
    onReady(loaded) {
      recorder = loaded;
      reason = "recorded";
    },
    onTooLarge() {
      reason = "too-large";
    },
    onEvent(type, json) {
      if (!isWanted()) isMuted = true;
      else if (type === EventType.meta) isMuted = false;
      if (!isMuted) keep(json, type === EventType.fullSnapshot);
    },
  };

  /** All tabs and pages of a session decide alike. */
  function decide(): void {
    if (!config || !isSampled(sessionKey(), config.recordShare)) {
      end(config ? "not-sampled" : "no-config");
    } else if (!recorder && reason !== "too-large") {
      reason = "starting";
      window.__pagepulse = bridge;
      loadScript(installation, "recorder.js");
    }
  }
  function end(why: CaptureReason): void {
    recorder?.stop();
    recorder = undefined;
    reason = why;
    // A recorder that is still on its way finds nobody to record for.
    window.__pagepulse = undefined;
  }

  const { base, projectKey } = installation;
  readConfig(`${base}api/tracking/config?key=${projectKey}`, store).then(
    guarded((answer) => {
      config = answer;
      companions.load(answer?.capture ?? {});
      if (reason === "starting") decide();
    }),
  );

  return {
    version: () => recorder?.version ?? "",
    reason: () => reason,
    renew() {
      isMuted = true;
      // Another session may have begun.
      if (reason !== "starting" && reason !== "refused") decide();
      recorder?.takeFullSnapshot();
    },
    renewSoon() {
      isMuted = true;
      whenIdle(() => recorder?.takeFullSnapshot());
    },
    stop() {
      companions.stop();
      end("refused");
    },
  };
}
