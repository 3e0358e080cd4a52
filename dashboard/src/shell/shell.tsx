import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { LiveProvider } from "../live/live-provider";
import { useSessionNotices } from "../live/session-notices";
import { CommandPalette } from "./command-palette";
import { KeyList } from "./key-list";
import { Rail } from "./rail";
import { ShellContext } from "./shell-context";
import { useShellKeys } from "./shell-keys";

/** The frame of every screen of a project: rail, palette, list of keys. */
export function Shell() {
  return (
    <LiveProvider>
      <Frame />
    </LiveProvider>
  );
}

function Frame() {
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isKeyListOpen, setKeyListOpen] = useState(false);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer has led somewhere, it is done
  useEffect(() => setDrawerOpen(false), [pathname]);
  useSessionNotices();
  useShellKeys({
    openPalette: () => setPaletteOpen(true),
    openKeyList: () => setKeyListOpen(true),
  });
  return (
    <ShellContext
      value={{
        openPalette: () => setPaletteOpen(true),
        openKeyList: () => setKeyListOpen(true),
        isDrawerOpen,
        setDrawerOpen,
      }}
    >
      <a
        href="#content"
        className="absolute -top-12 left-2 z-50 rounded-md bg-pulse px-3 py-2 text-on-pulse focus:top-2"
      >
        Skip to the content
      </a>
      <div className="flex h-dvh overflow-hidden">
        <Rail />
        <div id="content" className="flex min-w-0 flex-1 flex-col">
          <Outlet />
        </div>
      </div>
      <CommandPalette open={isPaletteOpen} onOpenChange={setPaletteOpen} />
      <KeyList open={isKeyListOpen} onOpenChange={setKeyListOpen} />
    </ShellContext>
  );
}
