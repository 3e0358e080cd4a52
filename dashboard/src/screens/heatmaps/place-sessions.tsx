import { Link } from "@tanstack/react-router";
import { ArrowLeft, CirclePlay, Clapperboard } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button, IconButton } from "../../components/button";
import { cn } from "../../components/class-names";
import { DeviceIcon } from "../../components/device";
import { ErrorMessage } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { shortVisitor, VisitorShape } from "../../components/visitor";
import { When } from "../../components/when";
import { formatCount, formatPlural } from "../../format";
import { useProject } from "../../project";
import type { HeatMoment } from "./heat";
import { kindOf, type MapType } from "./kinds";
import type { PlaceMoments } from "./use-place";

/** A replay begins a little before, so that one sees what led to it. */
const BEFORE_MS = 2_000;

/** The sessions behind one element or region; each opens at that second, or all play as a reel. */
export function PlaceSessions({
  place,
  type,
  children,
  onReel,
  onClip,
  onBack,
}: {
  place: PlaceMoments;
  type: MapType;
  /** What is chosen about the list, such as the side of a comparison. */
  children?: React.ReactNode;
  onReel: () => void;
  onClip: (index: number) => void;
  onBack: () => void;
}) {
  const { title, found, clips } = place;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-1 border-line border-b p-1 pr-3">
        <IconButton label="Back to the elements" onClick={onBack}>
          <ArrowLeft />
        </IconButton>
        <span className="min-w-0 flex-1 truncate font-medium">{title}</span>
        <Button size="small" disabled={clips.length === 0} onClick={onReel}>
          <Clapperboard aria-hidden="true" className="text-pulse" />
          Play as reel
        </Button>
      </div>
      {children}
      {found.data ? <Count place={place} /> : null}
      {found.isError ? (
        <ErrorMessage
          title="The sessions could not be loaded"
          error={found.error}
          onRetry={() => void found.refetch()}
        />
      ) : found.data || place.isEmpty ? (
        <Moments place={place} type={type} onClip={onClip} />
      ) : (
        <div className="flex flex-col gap-2 p-3" role="status" aria-label="Loading the sessions">
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </div>
      )}
    </div>
  );
}

function Count({ place: { found, clips } }: { place: PlaceMoments }) {
  const { total = 0, sessionCount = 0, moments = [] } = found.data ?? {};
  const more = total > moments.length ? `, the newest ${formatCount(moments.length)} listed` : "";
  const none = clips.length === 0 && total > 0 ? " · none of them was recorded" : "";
  return (
    <p className="border-line border-b px-3 py-1.5 text-ink-muted text-xs tabular-nums">
      {formatPlural(total, "time")} in {formatPlural(sessionCount, "session")}
      {more}
      {none}
    </p>
  );
}

function Moments({
  place: { found, clips, playing },
  type,
  onClip,
}: {
  place: PlaceMoments;
  type: MapType;
  onClip: (index: number) => void;
}) {
  const moments = found.data?.moments ?? [];
  const shown = playing === null ? null : clips[playing];
  return (
    <ul className="min-h-0 flex-1 overflow-auto">
      {moments.map((moment) => {
        const { sessionId, tabId, at } = moment;
        const index = clips.findIndex(
          (clip) =>
            clip.sessionId === sessionId && clip.tabId === tabId && clip.moments.includes(at),
        );
        return (
          <li key={`${sessionId}.${tabId}.${at}.${moment.pageX}.${moment.pageY}`}>
            {playing === null || index < 0 ? (
              <MomentLink moment={moment} />
            ) : (
              <ClipButton
                moment={moment}
                isShown={clips[index] === shown}
                onPress={() => onClip(index)}
              />
            )}
          </li>
        );
      })}
      {moments.length === 0 ? (
        <li className="p-6 text-center text-ink-muted">No {kindOf(type).noun} here.</li>
      ) : null}
    </ul>
  );
}

const ROW =
  "flex w-full items-center gap-2.5 border-line border-b px-3 py-2 text-left transition-colors hover:bg-hover";

function MomentLink({ moment }: { moment: HeatMoment }) {
  const { projectId } = useProject();
  const { sessionId, at, tabId } = moment;
  return (
    <Link
      to="/p/$projectId/sessions/$sessionId"
      params={{ projectId, sessionId }}
      search={(previous) => ({ ...previous, at: at - BEFORE_MS, tab: tabId })}
      className={ROW}
    >
      <MomentCells moment={moment} />
    </Link>
  );
}

function ClipButton({
  moment,
  isShown,
  onPress,
}: {
  moment: HeatMoment;
  isShown: boolean;
  onPress: () => void;
}) {
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isShown) row.current?.scrollIntoView({ block: "nearest" });
  }, [isShown]);
  return (
    <button
      ref={row}
      type="button"
      aria-current={isShown}
      onClick={onPress}
      className={cn(ROW, isShown && "bg-pulse-tint")}
    >
      <MomentCells moment={moment} />
    </button>
  );
}

function MomentCells({ moment }: { moment: HeatMoment }) {
  const { settings } = useProject();
  const { sessionId, visitorId, at, device, hasRecording } = moment;
  return (
    <>
      <CirclePlay
        className={`size-5 shrink-0 ${hasRecording ? "text-pulse" : "text-ink-faint"}`}
        aria-hidden="true"
      />
      <VisitorShape id={visitorId || sessionId} />
      <span className="font-mono text-xs">{shortVisitor(visitorId)}</span>
      <DeviceIcon device={device} />
      <span className="flex-1 truncate text-ink-muted text-xs tabular-nums">
        {hasRecording ? null : "not recorded"}
      </span>
      <span className="text-ink-faint text-xs">
        <When at={at} timeZone={settings.timeZone} />
      </span>
    </>
  );
}
