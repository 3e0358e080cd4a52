/** Brings assets to the server, each once: a hash counts when the server says that it has it. */

import type { Installation } from "../installation";
import { ANSWER_MS, GZIP_MIN_BYTES } from "../limits";

export interface Asset {
  readonly kind: "css" | "image" | "font";
  readonly content: Uint8Array<ArrayBuffer>;
}

export interface Uploads {
  /** The hash of each asset that the server has; null where it has not. Never rejects. */
  send(assets: readonly (Asset | null)[]): Promise<(string | null)[]>;
}

export function openUploads({ base, projectKey }: Installation): Uploads {
  const url = `${base}api/tracking/assets`;
  const key = `key=${projectKey}`;

  async function post<Answer>(address: string, body: BodyInit): Promise<Answer> {
    const answer = await fetch(address, {
      method: "POST",
      body,
      // No preflight and no cookie, like a batch.
      headers: { "Content-Type": "text/plain" },
      credentials: "omit",
      referrerPolicy: "origin",
      priority: "low",
      signal: AbortSignal.timeout?.(ANSWER_MS) ?? null,
    });
    if (!answer.ok) throw new Error();
    return (await answer.json()) as Answer;
  }

  /** The server says 201 and the hash that it computed itself: a hotel's log-in page does not. */
  async function upload({ kind, content }: Asset, named: string | null): Promise<string | null> {
    const packed = content.length >= GZIP_MIN_BYTES && (await pack(content).catch(() => null));
    const query = `${url}?${key}&kind=${kind}${named ? `&hash=${named}` : ""}`;
    const { hash } = packed
      ? await post<{ hash?: string }>(`${query}&encoding=gzip`, packed)
      : await post<{ hash?: string }>(query, content);
    return named && hash !== named ? null : checked(hash);
  }

  async function missingOf(hashes: readonly string[]): Promise<ReadonlySet<string>> {
    const { missing } = await post<{ missing: string[] }>(
      `${url}/missing?${key}`,
      JSON.stringify(hashes),
    );
    return new Set(missing);
  }

  return {
    async send(assets) {
      const named = await Promise.all(assets.map((asset) => asset && hashOf(asset.content)));
      const hashes = named.filter((hash) => hash !== null);
      const nothing = assets.map(() => null);
      const missing = hashes.length ? await missingOf(hashes).catch(() => null) : new Set<string>();
      if (!missing) return nothing;
      const sendOne = async (asset: Asset | null, index: number): Promise<string | null> => {
        const hash = named[index] ?? null;
        if (!asset || (hash && !missing.has(hash))) return hash;
        return upload(asset, hash).catch(() => null);
      };
      return Promise.all(assets.map(sendOne));
    },
  };
}

/** SHA-256 in hex; null on pages without a secure context, where the server alone computes it. */
async function hashOf(content: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const digest = await globalThis.crypto?.subtle?.digest("SHA-256", content);
  if (!digest) return null;
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const checked = (hash: unknown): string | null =>
  typeof hash === "string" && /^[\da-f]{64}$/.test(hash) ? hash : null;

function pack(content: Uint8Array<ArrayBuffer>): Promise<Blob> {
  const stream = new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(stream).blob();
}
