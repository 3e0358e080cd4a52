/** Decides whether the session is recorded, loads the recorder, and drops what belongs nowhere. */

import type {
  Admission,
  Bridge,
  Recorder,
  Recording,
  RecordingHost,
  RecordingRules,
} from "../bridge";
import { whenIdle } from "../calm";
import * as EventType from "../eventTypes";
import { guarded } from "../guarded";
import { loadScript } from "../installation";
import { type CaptureReason, isKept } from "../wire";
import { openCompanions } from "./companions";
import { type Config, hasRules, maskingOf, readConfig } from "./config";
import { isAmongStrangers, isPartOfPage } from "./framing";
import { openPlainAdmission } from "./plainAdmission";
import { openReports } from "./reports";

/** Begin as soon as the server has said how. */
export function openRecording(host: RecordingHost): Recording {
  const { installation, store, isWanted } = host;
  let config: Config | null = null;
  /** Until `live.js` is asked for. */
  let live: Config["live"];
  let admission: Admission | undefined;
  let recorder: Recorder | undefined;
  let isCalled = false;
  // Increments mean nothing without all that came before them since a full snapshot.
  let isMuted = false;
  /** A full snapshot is to be taken in the page's next pause. */
  let isAsked = false;
  /** Why nothing is recorded, whatever the admission says. */
  let obstacle: CaptureReason | undefined;
  const report = openReports(host, reason);
  const companions = openCompanions(
    host,
    () => !admission?.isOpen() && admission?.reason() === "excluded-page",
    (trigger) => {
      host.happened.push([trigger]);
      admission?.look();
    },
  );

  function reason(): CaptureReason {
    const wanted = obstacle ?? admission?.reason() ?? "starting";
    return isKept(wanted) && !recorder ? "starting" : wanted;
  }

  const bridge: Bridge = {
    installation,
    store,
    capture: () => config?.capture ?? {},
    masking: () => maskingOf(config, !!admission?.isStrict || installation.isStrict),
    onReady(loaded) {
      recorder = loaded;
      report();
    },
    onEnd: end,
    onCost: (json) => host.add("costs", json),
    onEvent(type, json) {
      if (!isWanted() || !admission?.isOpen()) isMuted = true;
      else if (type === EventType.meta) isMuted = isAsked = false;
      if (!isMuted) admission?.pass(type, json);
    },
  };

  /** All tabs and pages of a session decide alike. */
  function decide(): void {
    if (obstacle || !admission) return;
    const isOpen = admission.isOpen();
    const isExcluded = admission.reason() === "excluded-page";
    if (isOpen) call();
    // A page that is left out stays silent only: recorders that come and go leak.
    else if (!isExcluded) dismiss();
    report();
    if (live && !isExcluded) {
      window.__pagepulseLive = { live, admission, reason, host, onOpened, checkout };
      live = null;
      loadScript(installation, "live.js");
    }
  }
  function call(): void {
    if (isCalled) return;
    isCalled = true;
    window.__pagepulse = bridge;
    // The recorder hands its events to the vault, and does without where that cannot be loaded.
    loadScript(installation, "vault.js", () => loadScript(installation, "recorder.js"));
  }
  function dismiss(): void {
    recorder?.stop();
    recorder = undefined;
    isCalled = false;
    // A recorder that is still on its way finds nobody to record for.
    window.__pagepulse = undefined;
  }
  function end(why: CaptureReason): void {
    dismiss();
    obstacle = why;
    report();
  }
  function checkout(): void {
    isMuted = true;
    refresh();
  }
  function refresh(): void {
    // A recorder that is still on its way begins with one anyway, and one answers all who ask.
    if (!recorder || isAsked) return;
    isAsked = true;
    whenIdle(() => {
      if (isAsked) recorder?.takeFullSnapshot();
      isAsked = false;
    });
  }
  function onOpened(opened: Admission): void {
    admission = opened;
    // Not before: a page that is left out is left out for them too.
    companions.load(config?.capture ?? {}, bridge.masking());
    decide();
  }

  function begin(answer: Config | null): void {
    config = answer;
    live = answer?.live;
    if (obstacle) return;
    if (!answer) end("no-config");
    else if (isPartOfPage(window)) end("in-parent");
    else if (isAmongStrangers(window) && installation.frames.length) askAbove(answer);
    else admit(answer);
  }
  function askAbove(answer: Config): void {
    const onAlone = (): void => admit(answer);
    window.__pagepulseFrame = { installation, onOpened, onAlone, checkout };
    loadScript(installation, "frames.js");
  }
  function admit(answer: Config): void {
    if (answer.rules && hasRules(answer.rules)) askRules(answer.rules, answer.recordShare);
    else onOpened(openPlainAdmission(host, answer.recordShare));
  }
  function askRules(rules: RecordingRules, share: number): void {
    window.__pagepulseAdmission = {
      rules,
      share,
      host,
      onOpened,
      checkout,
      refresh,
      onChange: decide,
    };
    loadScript(installation, "rules.js");
  }
  const { base, projectKey } = installation;
  readConfig(`${base}api/tracking/config?key=${projectKey}`, store).then(guarded(begin));

  return {
    label: () => ({
      recorderVersion: recorder?.version ?? "",
      captureReason: reason(),
      recordingId: admission?.recordingId,
    }),
    onHappened: guarded(() => admission?.look()),
    renew() {
      isMuted = true;
      // Another session may have begun.
      admission?.renew();
      decide();
      recorder?.takeFullSnapshot();
    },
    renewSoon: checkout,
    stop() {
      companions.stop();
      admission?.stop();
      window.__pagepulseAdmission = undefined;
      end("refused");
    },
  };
}
