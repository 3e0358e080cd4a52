/** Assets of a project that all tiles and views of the wall have in common. */

import { createAssetSource } from "../replay/assets";
import { fetchAsset } from "../replay/recording";

type Source = ReturnType<typeof createAssetSource>;

/** Of the project that is looked at; those of another one are forgotten. */
let held: { projectId: string; source: Source } | undefined;

export function assetsOf(projectId: string): Source {
  if (held?.projectId !== projectId) {
    const source = createAssetSource((hash, signal) => fetchAsset(projectId, hash, signal));
    held = { projectId, source };
  }
  return held.source;
}
