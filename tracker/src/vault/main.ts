/** Entry of `vault.js`: keeps on the server what many full snapshots have in common. */

import { ASSET_MAX_BYTES } from "../limits";
import { openCache, shownImage } from "./cache";
import { openHold } from "./hold";
import { withInner } from "./inner";
import { rawText } from "./rawText";
import { type Place, placesOf } from "./references";
import { openShelf } from "./shelf";
import { type Asset, openUploads } from "./uploads";

window.__pagepulseVault = (bridge, nodeOf, pass) => {
  const uploads = openUploads(bridge.installation);
  const { images: isWanted = false, fonts = false } = bridge.capture();
  const images = isWanted && !bridge.masking().isStrict;
  const cache = openCache();

  async function assetOf({ kind, text, id }: Place): Promise<Asset | null> {
    if (kind === "image") return cache.read(text, "image", nodeOf(id));
    const css = (await rawText(text, nodeOf(id))) ?? text;
    const kept = await withInner(css, { images, fonts }, cache, uploads.send);
    const content = new TextEncoder().encode(kept);
    return content.length <= ASSET_MAX_BYTES ? { kind: "css", content } : null;
  }

  return openHold({
    // What a style sheet holds depends on what else is kept.
    shelf: openShelf(bridge.store, `${Number(images)}${Number(fonts)}`, Date.now),
    find: (event) => placesOf(event, (id) => (images ? shownImage(nodeOf(id)) : null)),
    keep: async (places) => uploads.send(await Promise.all(places.map(assetOf))),
    pass,
  });
};
