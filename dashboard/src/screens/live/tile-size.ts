import { useState } from "react";

export type TileSize = "small" | "large";

const STORAGE_KEY = "pagepulse.wall-tiles";

/** How large the tiles of the wall are; remembered in this browser. */
export function useTileSize(): [TileSize, (size: TileSize) => void] {
  const [size, setSize] = useState<TileSize>(() =>
    localStorage.getItem(STORAGE_KEY) === "large" ? "large" : "small",
  );
  return [
    size,
    (next) => {
      localStorage.setItem(STORAGE_KEY, next);
      setSize(next);
    },
  ];
}
