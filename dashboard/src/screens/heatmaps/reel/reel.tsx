import { Link } from "@tanstack/react-router";
import {
  ExternalLink,
  Link2,
  Pause,
  Play,
  RotateCcw,
  SkipBack,
  SkipForward,
  X,
} from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { Button, IconButton } from "../../../components/button";
import { copyText } from "../../../components/copy";
import { HungSession } from "../../../components/hung-card";
import { ErrorMessage, Message } from "../../../components/message";
import { formatDuration } from "../../../format";
import { SPEEDS } from "../../../player/protocol";
import { useMe, useProject } from "../../../project";
import { useKeys } from "../../../shell/keys";
import { useStore } from "../../../store";
import { type Controller, isShownPlaying } from "../../replay/controller";
import { otherSpeed } from "../../replay/replay-keys";
import { Stage } from "../../replay/stage";
import type { Clip } from "./clips";
import { useReel } from "./use-reel";

interface ReelProps {
  title: string;
  clips: readonly Clip[];
  index: number;
  onIndex: (index: number) => void;
  onClose: () => void;
}

/** Only the seconds around each moment of a place, session after session. */
export function Reel({ title, clips, index, onIndex, onClose }: ReelProps) {
  const clip = useSame(clips[index]);
  if (!clip) return null;
  return <Playing clip={clip} {...{ title, clips, index, onIndex, onClose }} />;
}

/** The same object as before where the list was asked anew and the clip is what it was. */
function useSame(clip: Clip | undefined): Clip | undefined {
  const held = useRef(clip);
  if (held.current?.key !== clip?.key || held.current?.to !== clip?.to) held.current = clip;
  return held.current;
}

function Playing({ title, clips, clip, index, onIndex, onClose }: ReelProps & { clip: Clip }) {
  const { projectId } = useProject();
  const { playerOrigin } = useMe();
  const [isOver, setOver] = useState(false);
  const isLast = index === clips.length - 1;
  const box = useRef<HTMLElement>(null);
  // On a small screen the list that it was opened from lies below.
  useEffect(() => box.current?.scrollIntoView({ block: "nearest" }), []);
  const goTo = (to: number) => {
    setOver(false);
    if (clips[to]) onIndex(to);
  };
  const { controller, frame } = useReel(projectId, playerOrigin, clip, clips[index + 1], () => {
    if (!isLast) return goTo(index + 1);
    controller.pause();
    setOver(true);
  });
  const commands: Commands = {
    toggle() {
      setOver(false);
      if (isOver) replay(controller, clip);
      else if (controller.isPlaying()) controller.pause();
      else controller.play();
    },
    next: () => goTo(index + 1),
    previous: () => goTo(index - 1),
    faster: (by) => controller.setSpeed(otherSpeed(controller.state.get().speed, by)),
    copyLink: () => void copyClipLink(),
    close: onClose,
  };
  useReelKeys(commands);
  return (
    <section ref={box} aria-label="Reel" className="absolute inset-0 z-10 flex flex-col bg-canvas">
      <header className="flex items-center gap-2 border-line border-b bg-surface py-1 pr-1 pl-3">
        <h2 className="min-w-0 flex-1 truncate font-medium">{title}</h2>
        <span className="whitespace-nowrap text-ink-muted text-xs tabular-nums" role="status">
          Clip {index + 1} of {clips.length}
        </span>
        <IconButton label="Close the reel" shortcut="Esc" onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <div className="relative flex min-h-0 flex-1 flex-col">
        <Stage
          {...{ controller, frame, playerOrigin }}
          zoom="fit"
          onToggle={commands.toggle}
          hung={(retry) => (
            <HungSession {...{ projectId }} sessionId={clip.sessionId} onRetry={retry} />
          )}
        />
        <Trouble controller={controller} onNext={isLast ? onClose : commands.next} />
      </div>
      <Progress controller={controller} clip={clip} />
      <Buttons {...{ controller, clip, isOver, isLast, commands }} isFirst={index === 0} />
    </section>
  );
}

function replay(controller: Controller, clip: Clip): void {
  controller.seek(clip.from);
  controller.play();
}

async function copyClipLink(): Promise<void> {
  if (await copyText(window.location.href)) toast("Link to this clip copied.");
}

interface Commands {
  toggle(): void;
  next(): void;
  previous(): void;
  faster(direction: 1 | -1): void;
  copyLink(): void;
  close(): void;
}

function useReelKeys(commands: Commands): void {
  useKeys("Reel", [
    { keys: " ", does: "Play or pause", run: commands.toggle },
    { keys: "n", does: "Next clip", run: commands.next },
    { keys: "p", does: "Previous clip", run: commands.previous },
    { keys: "ArrowRight", does: "Next clip", run: commands.next },
    { keys: "ArrowLeft", does: "Previous clip", run: commands.previous },
    { keys: "[", does: "Slower", run: () => commands.faster(-1) },
    { keys: "]", does: "Faster", run: () => commands.faster(1) },
    { keys: "c", does: "Copy a link to this clip", run: commands.copyLink },
    { keys: "Escape", does: "Close the reel", run: commands.close },
  ]);
}

function Buttons({
  controller,
  clip,
  isOver,
  isFirst,
  isLast,
  commands,
}: {
  controller: Controller;
  clip: Clip;
  isOver: boolean;
  isFirst: boolean;
  isLast: boolean;
  commands: Commands;
}) {
  const isPlaying = useStore(controller.state, (state) => isShownPlaying(state, false));
  const speed = useStore(controller.state, (state) => state.speed);
  const passed = useStore(controller.position, (at) => formatDuration(at - clip.from));
  return (
    <div className="flex flex-wrap items-center gap-1 px-3 py-2">
      <IconButton label="Previous clip" shortcut="p" disabled={isFirst} onClick={commands.previous}>
        <SkipBack />
      </IconButton>
      <IconButton
        label={isOver ? "Play again" : isPlaying ? "Pause" : "Play"}
        shortcut="space"
        look="primary"
        onClick={commands.toggle}
      >
        {isOver ? <RotateCcw /> : isPlaying ? <Pause /> : <Play />}
      </IconButton>
      <IconButton label="Next clip" shortcut="n" disabled={isLast} onClick={commands.next}>
        <SkipForward />
      </IconButton>
      <span className="px-1.5 text-ink-muted text-xs tabular-nums">
        {passed} / {formatDuration(clip.to - clip.from)}
      </span>
      <span className="flex-1" />
      <Button
        look="ghost"
        size="small"
        aria-label={`Speed: ${speed}×`}
        className="tabular-nums"
        onClick={() =>
          controller.setSpeed(SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1)
        }
      >
        {speed}×
      </Button>
      <IconButton label="Copy a link to this clip" shortcut="c" onClick={commands.copyLink}>
        <Link2 />
      </IconButton>
      <OpenReplay clip={clip} />
    </div>
  );
}

function OpenReplay({ clip: { sessionId, tabId, from } }: { clip: Clip }) {
  const { projectId } = useProject();
  return (
    <Button asChild size="small">
      <Link
        to="/p/$projectId/sessions/$sessionId"
        params={{ projectId, sessionId }}
        search={(previous) => ({ ...previous, at: from, tab: tabId })}
      >
        <ExternalLink aria-hidden="true" className="text-ink-faint" />
        Whole session
      </Link>
    </Button>
  );
}

/** How far the clip is, and where its moments are. */
function Progress({ controller, clip }: { controller: Controller; clip: Clip }) {
  const share = useStore(controller.position, (at) => shareOf(clip, at));
  return (
    <div className="relative mx-3 mt-2 h-2 rounded-full bg-sunken">
      <div className="h-full rounded-full bg-pulse" style={{ width: `${share * 100}%` }} />
      {clip.moments.map((at) => (
        <span
          key={at}
          className="absolute -top-0.5 h-3 w-0.5 bg-ink"
          style={{ left: `${shareOf(clip, at) * 100}%` }}
        />
      ))}
    </div>
  );
}

function shareOf({ from, to }: Clip, at: number): number {
  return Math.min(1, Math.max(0, (at - from) / (to - from)));
}

/** A clip that cannot be shown holds nobody up. */
function Trouble({ controller, onNext }: { controller: Controller; onNext: () => void }) {
  const error = useStore(controller.state, (state) => state.error);
  const problem = useStore(controller.state, (state) => state.problem);
  const isBlocked = problem === "no_snapshot" || problem === "unreadable";
  if (!error && !isBlocked) return null;
  return (
    <div className="absolute inset-0 overflow-auto bg-canvas">
      {error ? (
        <ErrorMessage
          title="This clip could not be loaded"
          error={error}
          onRetry={() => controller.retry()}
        />
      ) : (
        <Message
          icon={SkipForward}
          title="Nothing to see of this clip"
          actions={<Button onClick={onNext}>Go on</Button>}
        >
          The page was not recorded at that second, or what was sent of it is damaged.
        </Message>
      )}
    </div>
  );
}
