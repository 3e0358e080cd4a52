import { useQuery } from "@tanstack/react-query";
import { type ReactNode, type RefObject, useMemo, useRef, useState } from "react";
import { HungCard } from "../../components/hung-card";
import { ErrorMessage } from "../../components/message";
import { AddressLine } from "../replay/address-bar";
import type { Controller } from "../replay/controller";
import { type Commands, Controls } from "../replay/controls";
import { Failure } from "../replay/failure";
import { tabAt } from "../replay/opening";
import type { SessionDetail } from "../replay/recording";
import { otherSpeed, useReplayKeys } from "../replay/replay-keys";
import { showMoment, useTabChoice } from "../replay/seeking";
import { Stage, type Zoom } from "../replay/stage";
import { TabSwitcher } from "../replay/tab-switcher";
import { rangeOf } from "../replay/timeline";
import { TimelineBar } from "../replay/timeline-bar";
import { useReplay } from "../replay/use-replay";
import { hasEnded, type OpenedShare } from "./opening";
import { SharedPanels } from "./shared-panels";
import { sharedRecording } from "./sources";

/** How far ahead a moment is left that the player cannot draw. */
const SKIP_HEAVY_MS = 10_000;

/** A shared recording with its time bar and what happened in it; `ended` stands for one that is gone. */
export function SharedReplay({ opened, ended }: { opened: OpenedShare; ended: ReactNode }) {
  const source = useMemo(() => sharedRecording(opened), [opened]);
  const { data, error, refetch } = useQuery(source.session);
  const wanted = { since: opened.replay?.startMs ?? undefined };
  const { controller, frame } = useReplay(source, wanted, opened.playerOrigin);
  const seeking = useSeeking(controller, data);
  const full = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<Zoom>("fit");
  const commands = useCommands(controller, full, seeking.by);
  if (error && hasEnded(error)) return ended;
  if (error && !data) {
    return (
      <ErrorMessage
        title="The replay could not be loaded"
        error={error}
        onRetry={() => void refetch()}
      />
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
      <div ref={full} className="flex min-w-0 flex-1 flex-col max-lg:h-[62dvh] max-lg:flex-none">
        {data ? <AddressLine controller={controller} detail={data} /> : null}
        <div className="relative flex min-h-0 flex-1 flex-col">
          <Stage
            controller={controller}
            frame={frame}
            playerOrigin={opened.playerOrigin}
            zoom={zoom}
            onToggle={commands.toggle}
            hung={(retry) => <HungCard name="What was shared with you" onRetry={retry} />}
          />
          <Failure controller={controller} onSkip={() => seeking.by(SKIP_HEAVY_MS)} />
        </div>
        {data ? (
          <>
            <TimelineBar controller={controller} detail={data} onSeek={(to) => seeking.goTo(to)} />
            <Controls
              controller={controller}
              range={rangeOf(data)}
              commands={commands}
              isInProgress={false}
              zoom={zoom}
              onZoom={setZoom}
            >
              <TabSwitcher
                controller={controller}
                detail={data}
                isFollowing={seeking.isFollowing}
                onChoose={seeking.chooseTab}
              />
            </Controls>
          </>
        ) : null}
      </div>
      {data ? (
        <SharedPanels opened={opened} controller={controller} detail={data} onSeek={seeking.goTo} />
      ) : null}
    </div>
  );
}

/** Seeking by hand; nothing of it stands in the address. */
function useSeeking(controller: Controller, detail: SessionDetail | undefined) {
  const { isFollowing, setFollowing } = useTabChoice(controller, detail, undefined);
  const goTo = (moment: number, tabId?: string) => {
    if (!detail) return;
    const current = controller.state.get().tabId;
    const tab = tabId ?? (isFollowing ? tabAt(detail, moment) : current);
    showMoment(controller, rangeOf(detail), moment, tab);
  };
  return {
    isFollowing,
    goTo,
    by: (ms: number) => goTo(controller.position.get() + ms),
    chooseTab(tabId: string | null) {
      setFollowing(tabId === null);
      if (tabId) goTo(controller.position.get(), tabId);
    },
  };
}

function useCommands(
  controller: Controller,
  full: RefObject<HTMLDivElement | null>,
  by: (ms: number) => void,
): Commands {
  const commands: Commands = {
    toggle: () => (controller.isPlaying() ? controller.pause() : controller.play()),
    step: (direction) => controller.step(direction),
    setSpeed: (speed) => controller.setSpeed(speed),
    toggleSkip: () => controller.setSkipInactivity(!controller.state.get().skipInactivity),
    toggleFullscreen() {
      if (document.fullscreenElement) void document.exitFullscreen();
      else void full.current?.requestFullscreen();
    },
    // What comes later is for another opening.
    follow: () => undefined,
  };
  useReplayKeys({
    ...commands,
    by,
    changeSpeed: (direction) =>
      controller.setSpeed(otherSpeed(controller.state.get().speed, direction)),
  });
  return commands;
}
