/** Entry of `vault.js`: keeps on the server what many full snapshots have in common. */

import { ASSET_MAX_BYTES } from "../limits";
import { openHold } from "./hold";
import { rawText } from "./rawText";
import type { SheetPlace } from "./references";
import { openShelf } from "./shelf";
import { type Asset, openUploads } from "./uploads";

window.__pagepulseVault = (bridge, nodeOf, pass) => {
  const uploads = openUploads(bridge.installation);
  const shelf = openShelf(bridge.store, Date.now);
  const keep = async (places: readonly SheetPlace[]) =>
    uploads.send(await Promise.all(places.map(({ id, text }) => assetOf(text, nodeOf(id)))));
  return openHold(shelf, keep, pass);
};

async function assetOf(text: string, node: Node | null): Promise<Asset | null> {
  const content = new TextEncoder().encode((await rawText(text, node)) ?? text);
  return content.length <= ASSET_MAX_BYTES ? { kind: "css", content } : null;
}
