/** Fetches what the events of a window refer to, each asset once for all windows. */

import type { Asset } from "../../player/assets";

const REFERENCE = /pulse-asset:([0-9a-f]{64})/g;
/** A window names a few dozen; more than this exist only in forged recordings. */
const MAX_REFERENCES = 500;

type Fetch = (hash: string, signal: AbortSignal) => Promise<ArrayBuffer | null>;

/** The hashes that some JSON or style text names, each once. */
export function hashesIn(content: ArrayBuffer | string): string[] {
  // References are ASCII: bytes taken as characters are enough, and quick.
  const text = typeof content === "string" ? content : new TextDecoder("latin1").decode(content);
  if (!text.includes("pulse-asset:")) return [];
  const found = Array.from(text.matchAll(REFERENCE), ([, hash = ""]) => hash);
  return [...new Set(found)].slice(0, MAX_REFERENCES);
}

export function createAssetSource(fetchAsset: Fetch) {
  const held = new Map<string, ArrayBuffer | null>();

  async function get(hash: string, signal: AbortSignal): Promise<Asset> {
    const known = held.get(hash);
    if (known !== undefined) return { hash, bytes: known };
    const bytes = await fetchAsset(hash, signal);
    // What is missing may be on its way while the session is still recorded.
    if (bytes) held.set(hash, bytes);
    return { hash, bytes };
  }

  const getAll = (hashes: readonly string[], signal: AbortSignal): Promise<Asset[]> =>
    Promise.all(hashes.map((hash) => get(hash, signal)));

  return {
    async of(window: ArrayBuffer | string, signal: AbortSignal): Promise<Asset[]> {
      const named = hashesIn(window);
      const direct = await getAll(named, signal);
      // Style sheets refer to fonts and images in turn, and those to nothing.
      const inner = new Set(direct.flatMap(({ bytes }) => (bytes ? innerHashes(bytes) : [])));
      const further = await getAll(
        [...inner].filter((hash) => !named.includes(hash)),
        signal,
      );
      return [...direct, ...further];
    },
  };
}

const inside = new WeakMap<ArrayBuffer, string[]>();

/** Looked for once in each asset, however many windows refer to it. */
function innerHashes(bytes: ArrayBuffer): string[] {
  const known = inside.get(bytes) ?? hashesIn(bytes);
  inside.set(bytes, known);
  return known;
}
