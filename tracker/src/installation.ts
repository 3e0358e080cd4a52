/** What the script tag says: where the server is and which project this is. */

import { guarded } from "./guarded";
import { SCRIPT_MAX_MS, SCRIPT_MS } from "./limits";

export interface Installation {
  /** The folder that `pulse.js` came from, with a slash at its end. */
  readonly base: string;
  /** The address of one of our files, in the form that sites with Trusted Types demand. */
  readonly addressOf: (name: string) => string;
  readonly projectKey: string;
  /** The page's CSP nonce, handed on to the scripts we add. */
  readonly nonce: string;
  /** True when the site says, by `data-worker`, that its policy allows workers from blobs. */
  readonly hasWorker: boolean;
  /** True when nothing at all may happen before the visitor agrees. */
  readonly needsConsent: boolean;
  /** Origins of pages and frames that may be one recording with this page. */
  readonly frames: readonly string[];
  /** True when the tag asks for the strict mode, which no server can loosen. */
  readonly isStrict: boolean;
  /** True when nothing may be stored in the visitor's browser. */
  readonly isCookieless: boolean;
}

/** All that we store in the visitor's browser has a name that begins so. */
export function prefixOf({ projectKey }: Installation): string {
  return `pulse:${projectKey}:`;
}

/** Null when the tag names no project: then nothing is collected. */
export function readInstallation(script: HTMLOrSVGScriptElement | null): Installation | null {
  if (!(script instanceof HTMLScriptElement)) return null;
  const { project, worker, requireConsent, privacy, cookieless, frames } = script.dataset;
  if (!project) return null;
  const base = new URL(".", script.src).href;
  return {
    base,
    addressOf: trusted((name) => base + name),
    projectKey: project,
    nonce: script.nonce ?? "",
    hasWorker: worker !== undefined,
    needsConsent: requireConsent !== undefined,
    frames: frames?.split(" ") ?? [],
    isStrict: privacy === "strict",
    isCookieless: cookieless !== undefined,
  };
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(name: string): string },
  ): { createScriptURL(name: string): string };
}

/** Where a site demands it, the browser takes addresses of scripts from a named policy alone. */
function trusted(createScriptURL: (name: string) => string): (name: string) => string {
  try {
    const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
    const policy = trustedTypes?.createPolicy("pagepulse", { createScriptURL });
    return policy ? (name) => policy.createScriptURL(name) : createScriptURL;
  } catch {
    // The site does not know the name. Without it nothing more is loaded than it allows anyway.
    return createScriptURL;
  }
}

/**
 * Load another file of ours, without ever blocking the page. `onSettled` is called when it has run
 * or could not be loaded; then it is asked for again, each time four times later, up to minutes: a
 * server that starts anew is soon back.
 */
export function loadScript(
  installation: Installation,
  name: string,
  onSettled = () => {},
  delay = SCRIPT_MS,
): void {
  const { addressOf, nonce } = installation;
  const script = document.createElement("script");
  script.async = true;
  script.nonce = nonce;
  script.src = addressOf(name);
  script.onload = guarded(onSettled);
  script.onerror = guarded(() => {
    onSettled();
    const again = (): void => loadScript(installation, name, undefined, delay * 4);
    if (delay < SCRIPT_MAX_MS) setTimeout(guarded(again), delay);
  });
  document.head.append(script);
}
