import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useProject } from "../project";
import { isCovered, useKeys } from "./keys";

/** Keys that work on every screen. */
export function useShellKeys(shell: { openPalette: () => void; openKeyList: () => void }): void {
  const { projectId } = useProject();
  const navigate = useNavigate();
  const params = { projectId };
  useKeys("Everywhere", [
    { keys: "?", does: "Show the keys", run: shell.openKeyList },
    { keys: "/", does: "Search", run: shell.openPalette },
    {
      keys: "g o",
      does: "Go to Overview",
      run: () => void navigate({ to: "/p/$projectId/overview", params }),
    },
    {
      keys: "g l",
      does: "Go to Live",
      run: () => void navigate({ to: "/p/$projectId/live", params }),
    },
    {
      keys: "g s",
      does: "Go to Sessions",
      run: () => void navigate({ to: "/p/$projectId/sessions", params }),
    },
    {
      keys: "g t",
      does: "Go to Settings",
      run: () => void navigate({ to: "/p/$projectId/settings", params }),
    },
  ]);
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
