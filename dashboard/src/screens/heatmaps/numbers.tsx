import type { UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { ErrorMessage } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { useProject } from "../../project";
import { Cards, CardsSkeleton, CompareCards } from "./cards";
import { Side } from "./compare-bar";
import { CompareList } from "./compare-list";
import { ElementList } from "./element-list";
import { type Comparison, elementsOf, type HeatmapAnswer } from "./heat";
import { isByHeight, kindOf, type MapType } from "./kinds";
import type { MapController } from "./map-controller";
import { PlaceSessions } from "./place-sessions";
import { ReachPanel } from "./reach-panel";
import type { MapSearch } from "./search";
import type { PlaceMoments } from "./use-place";

/** The numbers beside the map: what it stands on, its elements, or the sessions behind one place. */
export function Numbers({
  controller,
  type,
  answer,
  comparison,
  isComparing,
  place,
  side,
  onSearch,
  onClose,
}: {
  controller: MapController;
  type: MapType;
  answer: UseQueryResult<HeatmapAnswer>;
  comparison: UseQueryResult<Comparison>;
  isComparing: boolean;
  place: PlaceMoments | null;
  side: "a" | "b";
  onSearch: (changed: MapSearch) => void;
  /** Leave the place whose sessions are listed. */
  onClose: () => void;
}) {
  const { timeZone } = useProject().settings;
  const asked = isComparing ? comparison : answer;
  const elements = useMemo(() => (answer.data ? elementsOf(answer.data) : []), [answer.data]);
  return (
    <aside
      aria-label="Numbers of the map"
      className="flex min-h-0 flex-1 flex-col border-line bg-surface max-lg:min-h-96 max-lg:border-t lg:w-92 lg:flex-none lg:border-l"
    >
      {isComparing && comparison.data ? (
        <CompareCards comparison={comparison.data} />
      ) : !isComparing && answer.data ? (
        <Cards metadata={answer.data.metadata} timeZone={timeZone} />
      ) : asked.isError ? null : (
        <CardsSkeleton />
      )}
      {place ? (
        <PlaceSessions
          place={place}
          type={type}
          onReel={() => onSearch({ reel: place.clips[0]?.key })}
          onClip={(index) => onSearch({ reel: place.clips[index]?.key })}
          onBack={onClose}
        >
          {isComparing ? <SideChoice side={side} onSearch={onSearch} /> : null}
        </PlaceSessions>
      ) : asked.isError ? (
        <ErrorMessage
          title="The numbers could not be loaded"
          error={asked.error}
          onRetry={() => void asked.refetch()}
        />
      ) : !asked.data ? (
        <ListSkeleton />
      ) : isComparing ? (
        <CompareList
          controller={controller}
          elements={comparison.data?.elements ?? []}
          noun={kindOf(type).noun}
          onOpen={(element) => onSearch({ element, region: undefined })}
        />
      ) : isByHeight(type) ? (
        answer.data && (
          <ReachPanel answer={answer.data} onGoTo={(top) => controller.scrollTo(top)} />
        )
      ) : (
        <ElementList
          controller={controller}
          type={type}
          elements={elements}
          onOpen={({ elementId }) => onSearch({ element: elementId, region: undefined })}
        />
      )}
    </aside>
  );
}

/** Whose sessions are listed. */
function SideChoice({
  side,
  onSearch,
}: {
  side: "a" | "b";
  onSearch: (changed: MapSearch) => void;
}) {
  return (
    <div className="flex gap-1 border-line border-b p-1.5">
      {(["a", "b"] as const).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={side === one}
          onClick={() => onSearch({ side: one === "b" ? "b" : undefined, reel: undefined })}
          className="flex flex-1 items-center justify-center gap-2 rounded-md py-1 text-ink-muted text-sm hover:bg-hover aria-pressed:bg-hover aria-pressed:font-medium aria-pressed:text-ink"
        >
          <Side side={one} /> Sessions
        </button>
      ))}
    </div>
  );
}

/** Has the shape of the list while it is on the way. */
function ListSkeleton() {
  return (
    <div className="flex flex-col gap-5 p-3" role="status" aria-label="Loading the numbers">
      {["w-3/4", "w-1/2", "w-2/3", "w-3/5", "w-1/2"].map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change
        <div key={index} className="flex flex-col gap-2">
          <Skeleton className={`h-4 ${width}`} />
          <Skeleton className="h-3 w-full" />
        </div>
      ))}
    </div>
  );
}
