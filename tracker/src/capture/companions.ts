/** Loads what is captured beside the recording, each in a file of its own. */

import type { CaptureConfig, RecordingHost, Trigger, Watch } from "../bridge";
import { loadScript } from "../installation";

export interface Companions {
  /** Load what the project wants; what is loaded already stays. */
  load(config: CaptureConfig): void;
  /** From now on nothing more is taken. */
  stop(): void;
}

/** `onTrigger` is told what a recording may wait for. */
export function openCompanions(
  { installation, add, view }: RecordingHost,
  onTrigger: (trigger: Trigger) => void,
): Companions {
  let isStopped = false;
  let isLoaded = false;

  return {
    load(config) {
      if (isLoaded || isStopped) return;
      isLoaded = true;
      const watch: Watch = {
        config,
        add(kind, json) {
          if (!isStopped) add(kind, json);
        },
        view,
        onTrigger,
      };
      if (config.interactions) {
        window.__pagepulseInteractions = watch;
        loadScript(installation, "interactions.js");
      }
      if (config.console || config.network || config.vitals) {
        window.__pagepulseSignals = watch;
        loadScript(installation, "signals.js");
      }
    },
    stop() {
      isStopped = true;
    },
  };
}
