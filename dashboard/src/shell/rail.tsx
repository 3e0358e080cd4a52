import { Link } from "@tanstack/react-router";
import { Keyboard, PanelLeftClose, PanelLeftOpen, Search } from "lucide-react";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { LiveDot } from "../components/badge";
import { cn } from "../components/class-names";
import { Hint } from "../components/hint";
import { Key } from "../components/key";
import { useCurrentRun } from "../live/live-context";
import { useProject } from "../project";
import { Logo } from "./logo";
import { SCREEN_GROUPS, type SCREENS } from "./navigation";
import { ProjectSwitcher } from "./project-switcher";
import { useShell } from "./shell-context";
import { UserMenu } from "./user-menu";

const COLLAPSED = "pagepulse.rail-collapsed";

/** The left rail; under 900 px a drawer that the top bar opens. */
export function Rail() {
  const [isNarrow, setNarrow] = useState(() => localStorage.getItem(COLLAPSED) === "yes");
  const { isDrawerOpen, setDrawerOpen } = useShell();
  const toggle = () => {
    localStorage.setItem(COLLAPSED, isNarrow ? "no" : "yes");
    setNarrow(!isNarrow);
  };
  return (
    <>
      <div
        className={cn(
          "hidden shrink-0 border-line border-r bg-sunken transition-[width] min-[900px]:block",
          isNarrow ? "w-14" : "w-[220px]",
        )}
      >
        <RailContent isNarrow={isNarrow} onToggle={toggle} />
      </div>
      <Dialog.Root open={isDrawerOpen} onOpenChange={setDrawerOpen}>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-40 bg-[oklch(0.15_0.02_235/0.45)]" />
          <Dialog.Content
            aria-describedby={undefined}
            className="fixed inset-y-0 left-0 z-50 w-64 animate-appear bg-sunken shadow-popover"
          >
            <Dialog.Title className="sr-only">Navigation</Dialog.Title>
            <RailContent isNarrow={false} />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  );
}

function RailContent({
  isNarrow,
  onToggle,
}: {
  isNarrow: boolean;
  /** Missing where the rail cannot be collapsed. */
  onToggle?: () => void;
}) {
  return (
    <div className="flex h-full flex-col gap-3 p-2.5">
      <div className={cn("flex h-9 items-center", isNarrow ? "justify-center" : "px-1.5")}>
        <Logo isNarrow={isNarrow} />
      </div>
      <ProjectSwitcher isNarrow={isNarrow} />
      <SearchButton isNarrow={isNarrow} />
      <nav
        aria-label="Screens"
        className="-mx-1 flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-1 pb-1 [@media(max-height:940px)]:gap-2"
      >
        {SCREEN_GROUPS.map((screens) => (
          <div key={screens[0].to} className="flex flex-col gap-0.5">
            {screens.map((screen) => (
              <ScreenLink key={screen.to} screen={screen} isNarrow={isNarrow} />
            ))}
          </div>
        ))}
      </nav>
      <RailFoot isNarrow={isNarrow} {...(onToggle ? { onToggle } : {})} />
    </div>
  );
}

const ITEM =
  "flex h-8 shrink-0 items-center gap-2.5 rounded-lg px-2 [@media(max-height:940px)]:h-7 font-medium text-ink-muted text-sm transition-colors hover:bg-hover hover:text-ink [&_svg]:size-4 [&_svg]:shrink-0";

function SearchButton({ isNarrow }: { isNarrow: boolean }) {
  const { openPalette, setDrawerOpen } = useShell();
  const open = () => {
    setDrawerOpen(false);
    openPalette();
  };
  return (
    <NarrowHint isNarrow={isNarrow} text="Search" shortcut="/">
      <button
        type="button"
        aria-label="Search"
        onClick={open}
        className={cn(
          ITEM,
          "border border-line bg-surface font-normal",
          isNarrow && "justify-center px-0",
        )}
      >
        <Search aria-hidden="true" />
        {isNarrow ? null : (
          <>
            <span className="flex-1 text-left">Search</span>
            <Key>/</Key>
          </>
        )}
      </button>
    </NarrowHint>
  );
}

function ScreenLink({ screen, isNarrow }: { screen: (typeof SCREENS)[number]; isNarrow: boolean }) {
  const { projectId } = useProject();
  const Icon = screen.icon;
  return (
    <NarrowHint isNarrow={isNarrow} text={screen.label} shortcut={screen.keys}>
      <Link
        to={screen.to}
        params={{ projectId }}
        aria-label={screen.label}
        activeOptions={{ includeSearch: false }}
        className={cn(ITEM, isNarrow && "justify-center px-0")}
        activeProps={{ className: "bg-pulse-tint text-pulse hover:bg-pulse-tint hover:text-pulse" }}
      >
        <Icon aria-hidden="true" />
        {isNarrow ? null : screen.label}
        {screen.label === "Live" ? <RunDot isNarrow={isNarrow} /> : null}
      </Link>
    </NarrowHint>
  );
}

/** Tells on every screen that visitors are being recorded live. */
function RunDot({ isNarrow }: { isNarrow: boolean }) {
  const run = useCurrentRun();
  if (!run) return null;
  return (
    <span
      role="img"
      aria-label="A recording goes on"
      className={cn("inline-flex", isNarrow ? "-ml-1.5 -mt-3" : "ml-auto mr-1")}
    >
      <LiveDot />
    </span>
  );
}

function RailFoot({ isNarrow, onToggle }: { isNarrow: boolean; onToggle?: () => void }) {
  const { openKeyList } = useShell();
  return (
    <div className="flex flex-col gap-0.5">
      <NarrowHint isNarrow={isNarrow} text="Keys" shortcut="?">
        <button
          type="button"
          aria-label="Keys"
          onClick={openKeyList}
          className={cn(ITEM, "max-[899px]:hidden", isNarrow && "justify-center px-0")}
        >
          <Keyboard aria-hidden="true" />
          {isNarrow ? null : "Keys"}
        </button>
      </NarrowHint>
      {onToggle ? (
        <NarrowHint isNarrow={isNarrow} text="Expand the navigation">
          <button
            type="button"
            aria-label={isNarrow ? "Expand the navigation" : "Collapse the navigation"}
            onClick={onToggle}
            className={cn(ITEM, isNarrow && "justify-center px-0")}
          >
            {isNarrow ? (
              <PanelLeftOpen aria-hidden="true" />
            ) : (
              <PanelLeftClose aria-hidden="true" />
            )}
            {isNarrow ? null : "Collapse"}
          </button>
        </NarrowHint>
      ) : null}
      <UserMenu isNarrow={isNarrow} />
    </div>
  );
}

/** Labels appear on hover only where they are not written out. */
function NarrowHint({
  isNarrow,
  text,
  shortcut,
  children,
}: {
  isNarrow: boolean;
  text: string;
  shortcut?: string;
  children: React.ReactNode;
}) {
  if (!isNarrow) return children;
  return (
    <Hint text={text} shortcut={shortcut} side="right">
      {children}
    </Hint>
  );
}
