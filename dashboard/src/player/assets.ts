/**
 * Keeps the style sheets, images and fonts that recordings refer to by the hash of their content.
 *
 * Visitors sent them: a style sheet is sanitised before it is used, and what an image or a font is
 * says its own first bytes, never its sender.
 */

import { referencedHash, withoutAddresses } from "./sanitise/css";

/** An asset as the API sent it; null when the server does not have it. */
export interface Asset {
  readonly hash: string;
  readonly bytes: ArrayBuffer | null;
}

/** What the sanitiser asks for what a reference stands for. */
export interface Assets {
  /** The safe text of a style sheet, or null when it is missing. */
  sheet(hash: string): string | null;
  /** A `data:` address of an image or font, or null. */
  address(hash: string, kind: "image" | "font"): string | null;
}

export interface AssetShelf extends Assets {
  add(assets: readonly Asset[]): void;
}

/** Where some bytes stand (as characters of the same numbers), and what begins so. */
const SIGNATURES: readonly (readonly [at: number, characters: string, type: string])[] = [
  [0, "\x89PNG\r\n\x1a\n", "image/png"],
  [0, "\xff\xd8\xff", "image/jpeg"],
  [0, "GIF87a", "image/gif"],
  [0, "GIF89a", "image/gif"],
  [8, "WEBP", "image/webp"],
  [4, "ftypavif", "image/avif"],
  [4, "ftypavis", "image/avif"],
  [0, "wOF2", "font/woff2"],
  [0, "wOFF", "font/woff"],
  [0, "OTTO", "font/otf"],
  [0, "\0\x01\0\0", "font/ttf"],
];
/** Bytes that all signatures fit in. */
const SIGNATURE_BYTES = 16;
/** Arguments of one call; browsers allow a few ten thousand. */
const BASE64_CHUNK = 8_192;

function typeOf(bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, SIGNATURE_BYTES));
  return SIGNATURES.find(([at, characters]) => start.startsWith(characters, at))?.[2] ?? null;
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += BASE64_CHUNK) {
    parts.push(String.fromCharCode(...bytes.subarray(i, i + BASE64_CHUNK)));
  }
  return btoa(parts.join(""));
}

export function createAssetShelf(): AssetShelf {
  const held = new Map<string, Uint8Array>();
  const sheets = new Map<string, string>();
  const addresses = new Map<string, string | null>();

  function address(hash: string, kind: "image" | "font"): string | null {
    const bytes = held.get(hash);
    if (!bytes) return null;
    let url = addresses.get(hash);
    if (url === undefined) {
      const type = typeOf(bytes);
      url = type && `data:${type};base64,${base64(bytes)}`;
      addresses.set(hash, url);
    }
    return url?.startsWith(`data:${kind}/`) ? url : null;
  }

  return {
    add(assets) {
      for (const { hash, bytes } of assets) {
        if (bytes && !held.has(hash)) held.set(hash, new Uint8Array(bytes));
      }
    },
    sheet(hash) {
      const known = sheets.get(hash);
      const bytes = held.get(hash);
      if (known !== undefined || !bytes) return known ?? null;
      const safe = withoutAddresses(new TextDecoder().decode(bytes), (url) => {
        const inner = referencedHash(url);
        return inner && (address(inner, "font") ?? address(inner, "image"));
      });
      sheets.set(hash, safe);
      return safe;
    },
    address,
  };
}

/** For readers of recordings that refer to nothing. */
export const NO_ASSETS: Assets = { sheet: () => null, address: () => null };
