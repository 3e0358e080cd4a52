import { useQuery } from "@tanstack/react-query";
import { Check, Users } from "lucide-react";
import { useState } from "react";
import { answerOf, api, type SessionSummary } from "../../api";
import { Button } from "../../components/button";
import { cn } from "../../components/class-names";
import { Popover, PopoverContent, PopoverTrigger } from "../../components/popover";
import { shortVisitor, VisitorShape } from "../../components/visitor";
import { When } from "../../components/when";
import { queryOf } from "../../filters/filters";
import { useFilters } from "../../filters/use-filters";
import { formatDuration, formatPlural } from "../../format";
import { useProject } from "../../project";
import { MAX_CHOSEN } from "./search";

/** Sessions offered to choose from, the newest first; the filters narrow them down. */
const OFFERED = 50;

/** Whose interactions are drawn: all sessions that match the filters, one of them, or some. */
export function SessionChoice({
  chosen,
  pageURL,
  onChange,
}: {
  chosen: readonly string[];
  pageURL: string | undefined;
  onChange: (chosen: readonly string[]) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button aria-label="Sessions of the map">
          <Users aria-hidden="true" className="text-ink-faint" />
          {modeLabel(chosen.length)}
        </Button>
      </PopoverTrigger>
      <PopoverContent className="flex max-h-[70vh] w-96 flex-col">
        {isOpen ? <Choices chosen={chosen} pageURL={pageURL} onChange={onChange} /> : null}
      </PopoverContent>
    </Popover>
  );
}

function modeLabel(count: number): string {
  if (count === 0) return "All sessions";
  return count === 1 ? "Single session" : `${count} chosen sessions`;
}

function Choices({
  chosen,
  pageURL,
  onChange,
}: {
  chosen: readonly string[];
  pageURL: string | undefined;
  onChange: (chosen: readonly string[]) => void;
}) {
  const sessions = useOffered(pageURL);
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <>
      <div className="flex items-center justify-between gap-2 border-line border-b p-2 pl-3">
        <span className="text-ink-muted text-xs">
          {chosen.length === 0
            ? "Everything that matches the filters. Choose some to see only theirs."
            : formatPlural(chosen.length, "session")}
        </span>
        <Button size="small" disabled={chosen.length === 0} onClick={() => onChange([])}>
          All sessions
        </Button>
      </div>
      <ul className="min-h-0 overflow-auto p-1">
        {sessions.data?.sessions.map((session) => (
          <li key={session.sessionId}>
            <SessionRow
              session={session}
              isChosen={chosen.includes(session.sessionId)}
              isFull={chosen.length >= MAX_CHOSEN}
              onToggle={() => toggle(session.sessionId)}
            />
          </li>
        ))}
      </ul>
      {sessions.data?.sessions.length === 0 ? (
        <p className="p-6 text-center text-ink-muted">No session of this page matches.</p>
      ) : null}
    </>
  );
}

function useOffered(pageURL: string | undefined) {
  const { projectId, settings } = useProject();
  const { filters } = useFilters();
  const query = {
    ...queryOf(filters, settings.timeZone, Date.now()),
    ...(pageURL ? { pageURL } : {}),
    projectId,
    limit: OFFERED,
  };
  return useQuery({
    queryKey: ["map-sessions", query],
    queryFn: () => answerOf(api.GET("/api/tracking/sessions", { params: { query } })),
  });
}

function SessionRow({
  session,
  isChosen,
  isFull,
  onToggle,
}: {
  session: SessionSummary;
  isChosen: boolean;
  isFull: boolean;
  onToggle: () => void;
}) {
  const { settings } = useProject();
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      disabled={isFull && !isChosen}
      onClick={onToggle}
      className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left text-sm hover:bg-hover disabled:opacity-50"
    >
      <span
        className={cn(
          "flex size-4 shrink-0 items-center justify-center rounded-sm border",
          isChosen ? "border-pulse bg-pulse text-on-pulse" : "border-line-strong",
        )}
      >
        {isChosen ? <Check className="size-3" aria-hidden="true" /> : null}
      </span>
      <VisitorShape id={session.visitorId || session.sessionId} />
      <span className="font-mono text-xs">{shortVisitor(session.visitorId)}</span>
      <span className="flex-1 truncate text-ink-muted text-xs">
        {formatDuration(session.durationMs)} · {formatPlural(session.clickCount, "click")}
      </span>
      <span className="text-ink-faint text-xs">
        <When at={session.startedAt} timeZone={settings.timeZone} />
      </span>
    </button>
  );
}
