/** Loads what is captured beside the recording, each in a file of its own. */

import type { CaptureConfig, Masking, RecordingHost, Trigger, Watch } from "../bridge";
import { loadScript } from "../installation";

export interface Companions {
  /** Load what the project wants; what is loaded already stays. Where text is masked, so are words. */
  load(config: CaptureConfig, masking: Masking): void;
  /** Another session may have begun. */
  renew(): void;
  /** From now on nothing more is taken. */
  stop(): void;
}

/**
 * `onTrigger` is told what a recording may wait for. Nothing is taken of a page that must not be
 * recorded.
 */
export function openCompanions(
  { installation, add, view }: RecordingHost,
  isExcluded: () => boolean,
  onTrigger: (trigger: Trigger) => void,
): Companions {
  let isStopped = false;
  let isLoaded = false;
  const undos: (() => void)[] = [];
  // The page can call `pulse.identify` before we are here, and the visitor may agree later.
  window.__pagepulseIdentified ??= {};
  const identified = window.__pagepulseIdentified;

  return {
    load(wanted, masking) {
      if (isLoaded || isStopped) return;
      isLoaded = true;
      const config = masking.isStrict ? { ...wanted, console: false } : wanted;
      const watch: Watch = {
        config,
        masking,
        projectKey: installation.projectKey,
        base: installation.base,
        add(kind, json) {
          if (!isStopped && !isExcluded()) add(kind, json);
        },
        view,
        onTrigger,
        onStop: (undo) => undos.push(undo),
      };
      if (config.interactions) {
        window.__pagepulseInteractions = watch;
        loadScript(installation, "interactions.js", () => {
          if (window.__pagepulseReactions) loadScript(installation, "reactions.js");
        });
      }
      if (config.console || config.network) {
        window.__pagepulseSignals = watch;
        loadScript(installation, "signals.js");
      }
      if (config.vitals) {
        window.__pagepulseVitals = watch;
        loadScript(installation, "vitals.js");
      }
      identified.onId = () => {
        identified.onId = undefined;
        window.__pagepulseIdentity = watch;
        loadScript(installation, "identify.js");
      };
      if (identified.id !== undefined) identified.onId();
    },
    renew: () => identified.onId?.(),
    stop() {
      isStopped = true;
      identified.onId = undefined;
      for (const undo of undos) undo();
    },
  };
}
