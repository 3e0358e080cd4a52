import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useProject } from "../project";
import { isCovered, useKeys } from "./keys";
import { SCREENS } from "./navigation";

/** Keys that work on every screen. */
export function useShellKeys(shell: { openPalette: () => void; openKeyList: () => void }): void {
  const { projectId } = useProject();
  const navigate = useNavigate();
  const params = { projectId };
  useKeys("Everywhere", [
    { keys: "?", does: "Show the keys", run: shell.openKeyList },
    { keys: "/", does: "Search", run: shell.openPalette },
  ]);
  useKeys(
    "Go to",
    SCREENS.map(({ to, label, keys }) => ({
      keys,
      does: label,
      run: () => void navigate({ to, params }),
    })),
  );
  usePaletteKey(shell.openPalette);
}

/** Ctrl-K and Cmd-K open the palette even while typing. */
function usePaletteKey(open: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (!isCovered()) open();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [open]);
}
