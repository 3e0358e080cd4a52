/** Asks the server how the project wants its pages recorded. */

import type { CaptureConfig, LiveConfig, Masking, RecordingRules } from "../bridge";
import type { Store } from "../storage";

/** The answer of the server. It can only tighten what the tag says. */
export interface Config {
  /** Share of sessions that are recorded, 0 to 1. */
  readonly recordShare: number;
  /** `strict` masks all text; any other adds nothing to what is always masked. */
  readonly privacyMode: string;
  /** What else is masked, by CSS selectors. */
  readonly maskSelectors: readonly string[];
  /** Where there are any, all text is masked but that of these; older servers do not say. */
  readonly unmaskSelectors?: readonly string[];
  /** What else is captured; older servers do not say. */
  readonly capture?: CaptureConfig;
  /** Which pages and moments are recorded; older servers do not say. */
  readonly rules?: RecordingRules;
  /** Where live recording is on; older servers do not say. */
  readonly live?: LiveConfig | null;
}

/** True when more than a share decides. */
export function hasRules(rules: RecordingRules): boolean {
  return Object.values(rules).flat().some(Boolean);
}

/**
 * What the recorder masks. `isStrict`: the page itself asks for the strict mode, and then no server
 * shows anything; else elements that a server shows are an exception to hiding all.
 */
export function maskingOf(config: Config | null, isStrict: boolean): Masking {
  const isAll = isStrict || config?.privacyMode === "strict";
  const shown = (!isAll && config?.unmaskSelectors) || [];
  return { isStrict: isAll || shown.length > 0, selectors: config?.maskSelectors ?? [], shown };
}

const NAME = "config";

/** The answer, or else the last one that was kept, or null: then nothing may be recorded. */
export async function readConfig(url: string, store: Store): Promise<Config | null> {
  const answer = await ask(url);
  if (answer) store.write(NAME, answer);
  return answer ?? store.read<Config>(NAME);
}

/** Null when no answer came, or one that is not ours: the log-in page of a hotel, for example. */
async function ask(url: string): Promise<Config | null> {
  try {
    // Without cookies, and without telling which page asks.
    const answer = await fetch(url, { credentials: "omit", referrerPolicy: "origin" });
    const config = (await answer.json()) as Config;
    const { recordShare, maskSelectors } = config;
    const isOurs = answer.ok && typeof recordShare === "number" && Array.isArray(maskSelectors);
    return isOurs ? config : null;
  } catch {
    return null;
  }
}
