import {
  ChevronLeft,
  ChevronRight,
  FastForward,
  Keyboard,
  Link2,
  Maximize,
  Pause,
  Play,
  Radio,
  RotateCcw,
} from "lucide-react";
import type { ReactNode } from "react";
import { Button, IconButton } from "../../components/button";
import {
  Menu,
  MenuContent,
  MenuRadioGroup,
  MenuRadioItem,
  MenuTrigger,
} from "../../components/menu";
import { formatDuration } from "../../format";
import { SPEEDS, type Speed } from "../../player/protocol";
import { useStore } from "../../store";
import { type Controller, isShownPlaying } from "./controller";
import type { Zoom } from "./stage";
import type { Range } from "./timeline";

/** What the buttons do; the keys do the same. */
export interface Commands {
  toggle(): void;
  step(direction: 1 | -1): void;
  setSpeed(speed: Speed): void;
  toggleSkip(): void;
  /** Missing where nobody may make one. */
  copyLink?: () => void;
  toggleFullscreen(): void;
  follow(): void;
  /** Missing where there is no list of them. */
  showKeys?: () => void;
}

export function Controls({
  controller,
  range,
  commands,
  isInProgress,
  zoom,
  onZoom,
  follow = <FollowButton controller={controller} onFollow={commands.follow} />,
  children,
}: {
  controller: Controller;
  range: Range;
  commands: Commands;
  isInProgress: boolean;
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
  /** Leads to the present, while the session is in progress. */
  follow?: ReactNode;
  /** The tabs of the session, where it has several, and what only members do. */
  children: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-1 px-3 pb-2">
      <PlayButton controller={controller} isInProgress={isInProgress} onToggle={commands.toggle} />
      <span className="flex gap-x-1 max-[420px]:hidden">
        <IconButton label="Previous change" shortcut="," onClick={() => commands.step(-1)}>
          <ChevronLeft />
        </IconButton>
        <IconButton label="Next change" shortcut="." onClick={() => commands.step(1)}>
          <ChevronRight />
        </IconButton>
      </span>
      <Clock controller={controller} range={range} />
      {isInProgress ? follow : null}
      <span className="flex-1" />
      {children}
      <SkipButton controller={controller} onToggle={commands.toggleSkip} />
      <SpeedMenu controller={controller} onSpeed={commands.setSpeed} />
      <ZoomMenu zoom={zoom} onZoom={onZoom} />
      {commands.copyLink ? (
        <IconButton label="Copy a link to this moment" shortcut="c" onClick={commands.copyLink}>
          <Link2 />
        </IconButton>
      ) : null}
      {commands.showKeys ? (
        <span className="max-sm:hidden">
          <IconButton label="Keys" shortcut="?" onClick={commands.showKeys}>
            <Keyboard />
          </IconButton>
        </span>
      ) : null}
      <span className="max-sm:hidden">
        <IconButton label="Full screen" shortcut="f" onClick={commands.toggleFullscreen}>
          <Maximize />
        </IconButton>
      </span>
    </div>
  );
}

function PlayButton({
  controller,
  isInProgress,
  onToggle,
}: {
  controller: Controller;
  isInProgress: boolean;
  onToggle: () => void;
}) {
  const player = useStore(controller.state, (state) => state.player);
  const isPlaying = useStore(controller.state, (state) => isShownPlaying(state, isInProgress));
  const label = isPlaying ? "Pause" : player === "ended" ? "Play again" : "Play";
  return (
    <IconButton label={label} shortcut="space" look="primary" onClick={onToggle}>
      {isPlaying ? <Pause /> : player === "ended" ? <RotateCcw /> : <Play />}
    </IconButton>
  );
}

function Clock({ controller, range }: { controller: Controller; range: Range }) {
  const passed = useStore(controller.position, (at) => formatDuration(at - range.startAt));
  return (
    <span className="whitespace-nowrap px-1.5 text-ink-muted text-xs tabular-nums">
      <span className="font-medium text-ink text-sm" data-testid="clock">
        {passed}
      </span>
      {` / ${formatDuration(range.endAt - range.startAt)}`}
    </span>
  );
}

function FollowButton({ controller, onFollow }: { controller: Controller; onFollow: () => void }) {
  const isFollowing = useStore(controller.state, (state) => state.isFollowing);
  return (
    <Button size="small" look={isFollowing ? "ghost" : "outline"} onClick={onFollow}>
      <Radio className="text-live" aria-hidden="true" />
      {isFollowing ? "Following" : "Jump to now"}
    </Button>
  );
}

function SkipButton({ controller, onToggle }: { controller: Controller; onToggle: () => void }) {
  const isOn = useStore(controller.state, (state) => state.skipInactivity);
  return (
    <Button
      look="ghost"
      size="small"
      aria-pressed={isOn}
      aria-label="Skip inactivity"
      onClick={onToggle}
      className={isOn ? "bg-pulse-tint text-pulse" : ""}
    >
      <FastForward aria-hidden="true" />
      <span className="max-lg:hidden">Skip inactivity</span>
    </Button>
  );
}

function SpeedMenu({
  controller,
  onSpeed,
}: {
  controller: Controller;
  onSpeed: (speed: Speed) => void;
}) {
  const current = useStore(controller.state, (state) => state.speed);
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button
          look="ghost"
          size="small"
          className="tabular-nums"
          aria-label={`Speed: ${current}×`}
        >
          {current}×
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuRadioGroup
          value={String(current)}
          onValueChange={(value) => {
            const speed = SPEEDS.find((one) => String(one) === value);
            if (speed) onSpeed(speed);
          }}
        >
          {SPEEDS.map((speed) => (
            <MenuRadioItem key={speed} value={String(speed)}>
              {speed}×
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}

const ZOOMS: readonly Zoom[] = ["fit", 0.5, 0.75, 1, 1.5];

function zoomLabel(zoom: Zoom): string {
  return zoom === "fit" ? "Fit" : `${Math.round(zoom * 100)} %`;
}

function ZoomMenu({ zoom, onZoom }: { zoom: Zoom; onZoom: (zoom: Zoom) => void }) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button look="ghost" size="small" aria-label={`Zoom: ${zoomLabel(zoom)}`}>
          {zoomLabel(zoom)}
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuRadioGroup
          value={String(zoom)}
          onValueChange={(value) => onZoom(ZOOMS.find((one) => String(one) === value) ?? "fit")}
        >
          {ZOOMS.map((one) => (
            <MenuRadioItem key={String(one)} value={String(one)}>
              {zoomLabel(one)}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}
