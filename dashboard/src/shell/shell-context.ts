import { createContext, useContext } from "react";

type ShellState = {
  openPalette: () => void;
  openKeyList: () => void;
  isDrawerOpen: boolean;
  setDrawerOpen: (open: boolean) => void;
};

export const ShellContext = createContext<ShellState | null>(null);

/** What parts of a screen may ask of the frame around them. */
export function useShell(): ShellState {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error("useShell needs a Shell around it");
  return shell;
}
