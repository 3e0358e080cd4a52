import { Link } from "@tanstack/react-router";
import { Check } from "lucide-react";
import { Checkbox } from "radix-ui";
import { ActivityStrip } from "../../components/activity-strip";
import { DeviceIcon } from "../../components/device";
import { lookOf, shortVisitor, VisitorShape } from "../../components/visitor";
import { countryName, formatPage, formatSoftware } from "../../format";
import type { LiveVisitor } from "../../live/messages";
import { useProject } from "../../project";
import { useStore } from "../../store";
import { Elapsed } from "./elapsed";
import { useHistory } from "./history-context";
import { cameFrom, frontTab, isWatchable } from "./online";
import { StandingBadge } from "./standing-badge";
import type { Chosen } from "./use-chosen";

/** One visitor who is online. The whole row leads to the live view where there is one. */
export function VisitorRow({
  visitor,
  place,
  chosen,
}: {
  visitor: LiveVisitor;
  /** Where the row stands in the virtual list, px. */
  place: { top: number; height: number };
  chosen: Chosen | null;
}) {
  const tab = frontTab(visitor);
  return (
    <li
      style={{ transform: `translateY(${place.top}px)`, height: place.height }}
      className="group absolute inset-x-0 top-0 border-line border-b px-3 py-2 transition-colors hover:bg-hover has-[a:focus-visible]:bg-pulse-tint"
    >
      {isWatchable(visitor) ? <WatchLink visitor={visitor} /> : null}
      <div className="flex h-full flex-col justify-between">
        <span className="flex items-center gap-2">
          {chosen && visitor.canRecord && visitor.recordingState === "idle" ? (
            <ChooseBox visitor={visitor} chosen={chosen} />
          ) : null}
          <VisitorShape id={visitor.visitorId || visitor.sessionId} />
          <span className="min-w-0 truncate font-mono text-xs">
            {visitor.userId || shortVisitor(visitor.visitorId)}
          </span>
          <span className="relative z-10 ml-auto">
            <StandingBadge visitor={visitor} />
          </span>
        </span>
        <span className="truncate" title={tab ? `${tab.title}\n${tab.pageURL}` : undefined}>
          {formatPage(tab?.pageURL ?? "")}
        </span>
        <Facts visitor={visitor} shownAt={tab?.shownAt ?? visitor.onlineSince} />
      </div>
    </li>
  );
}

function Facts({ visitor, shownAt }: { visitor: LiveVisitor; shownAt: number }) {
  const history = useHistory();
  const activity = useStore(history.activity, (all) => all.get(visitor.sessionId));
  const { browser, os, country } = visitor;
  const place = [countryName(country), cameFrom(visitor) && `from ${cameFrom(visitor)}`];
  return (
    <span className="flex items-center gap-2 text-ink-muted text-xs">
      <span className="relative z-10 inline-flex">
        <DeviceIcon device={visitor.device} className="size-3.5 text-ink-faint" />
      </span>
      <span className="min-w-0 flex-1 truncate" title={formatSoftware(browser, os)}>
        {place.filter(Boolean).join(", ") || formatSoftware(browser, os)}
      </span>
      <ActivityStrip activity={activity ?? []} className="h-3.5 w-14 shrink-0" />
      <span title="Time on this page" className="w-10 shrink-0 text-right tabular-nums">
        <Elapsed since={shownAt} />
      </span>
    </span>
  );
}

function WatchLink({ visitor }: { visitor: LiveVisitor }) {
  const { projectId } = useProject();
  const { sessionId } = visitor;
  return (
    <Link
      to="/p/$projectId/live/$sessionId"
      params={{ projectId, sessionId }}
      search={(previous) => previous}
      aria-label={`Watch ${lookOf(visitor.visitorId || sessionId).name}, on ${formatPage(frontTab(visitor)?.pageURL ?? "")}`}
      className="absolute inset-0 -outline-offset-2"
    />
  );
}

function ChooseBox({ visitor, chosen }: { visitor: LiveVisitor; chosen: Chosen }) {
  const { sessionId, visitorId } = visitor;
  return (
    <Checkbox.Root
      checked={chosen.chosen.has(sessionId)}
      onCheckedChange={() => chosen.toggle(sessionId)}
      aria-label={`Choose ${lookOf(visitorId || sessionId).name} for a recording`}
      className="relative z-10 flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong transition-colors hover:border-pulse data-[state=checked]:border-pulse data-[state=checked]:bg-pulse data-[state=checked]:text-on-pulse"
    >
      <Checkbox.Indicator>
        <Check className="size-3" aria-hidden="true" />
      </Checkbox.Indicator>
    </Checkbox.Root>
  );
}
