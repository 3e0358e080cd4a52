import type { SessionSummary } from "../../api";
import { ActivityStrip } from "../../components/activity-strip";
import { InProgressBadge } from "../../components/badge";
import { formatDuration, formatPlural } from "../../format";
import { DeviceCell, Journey, Signals, Started, Visitor } from "./cells";
import { Country } from "./country";
import { type Place, SessionLink } from "./session-link";

/** One session in a narrow list. */
export function Card({ session, place }: { session: SessionSummary; place: Place }) {
  return (
    <li
      style={{ transform: `translateY(${place.top}px)`, height: place.height }}
      className="group absolute inset-x-0 top-0 border-line border-b px-3 py-2.5 transition-colors hover:bg-hover"
    >
      <div className="flex h-full flex-col justify-between">
        <SessionLink session={session} isActive={place.isActive} />
        <span className="flex items-center justify-between gap-2">
          <Visitor session={session} />
          {session.inProgress ? <InProgressBadge /> : <Started session={session} />}
        </span>
        <Journey session={session} />
        <span className="flex items-center gap-3">
          <span className="shrink-0 text-ink-muted tabular-nums">
            {formatDuration(session.durationMs)}, {formatPlural(session.pageViewCount, "page")}
          </span>
          <ActivityStrip activity={session.activity} className="h-4 min-w-0 flex-1" />
        </span>
        <span className="flex items-center justify-between gap-2">
          <DeviceCell session={session} />
          <span className="flex shrink-0 items-center gap-2">
            <Signals session={session} />
            <span className="relative z-10">
              <Country code={session.country} />
            </span>
          </span>
        </span>
      </div>
    </li>
  );
}
