import { useQuery } from "@tanstack/react-query";
import { Check, Users } from "lucide-react";
import { ToggleGroup } from "radix-ui";
import { useState } from "react";
import { answerOf, api, type SessionSummary } from "../../api";
import { Button } from "../../components/button";
import { cn } from "../../components/class-names";
import { ErrorMessage } from "../../components/message";
import { Popover, PopoverContent, PopoverTrigger } from "../../components/popover";
import { Skeleton } from "../../components/skeleton";
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
        <Button aria-label={`Sessions of the map: ${modeLabel(chosen.length)}`}>
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

type Mode = "all" | "single" | "custom";

const MODES: readonly { mode: Mode; label: string }[] = [
  { mode: "all", label: "All" },
  { mode: "single", label: "Single" },
  { mode: "custom", label: "Custom" },
];

const MODE_NOTES: Record<Mode, string> = {
  all: "All sessions that match the filters, added up.",
  single: "Choose the one session to see.",
  custom: "Choose the sessions to add up.",
};

function modeLabel(count: number): string {
  if (count === 0) return "All sessions";
  return count === 1 ? "Single session" : `${count} chosen sessions`;
}

function modeOf(count: number): Mode {
  if (count === 0) return "all";
  return count === 1 ? "single" : "custom";
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
  const [mode, setMode] = useState(modeOf(chosen.length));
  const choose = (next: Mode) => {
    setMode(next);
    if (next === "all") onChange([]);
    else if (next === "single") onChange(chosen.slice(0, 1));
  };
  const toggle = (id: string) => {
    const rest = chosen.filter((one) => one !== id);
    if (mode === "all") setMode("single");
    if (mode !== "custom") onChange([id]);
    else onChange(rest.length < chosen.length ? rest : [...chosen, id]);
  };
  return (
    <>
      <div className="flex flex-col gap-2 border-line border-b p-2">
        <ToggleGroup.Root
          type="single"
          value={mode}
          aria-label="Which sessions"
          onValueChange={(next) => {
            const found = MODES.find((one) => one.mode === next);
            if (found) choose(found.mode);
          }}
          className="grid grid-cols-3 gap-0.5 rounded-lg bg-sunken p-0.5"
        >
          {MODES.map((one) => (
            <ToggleGroup.Item
              key={one.mode}
              value={one.mode}
              className="h-7 rounded-md font-medium text-ink-muted text-sm transition-colors hover:text-ink data-[state=on]:bg-raised data-[state=on]:text-ink data-[state=on]:shadow-popover"
            >
              {one.label}
            </ToggleGroup.Item>
          ))}
        </ToggleGroup.Root>
        <p className="px-1 text-ink-muted text-xs">
          {mode === "custom" && chosen.length > 0
            ? `${formatPlural(chosen.length, "session")} chosen, of ${MAX_CHOSEN} at most.`
            : MODE_NOTES[mode]}
        </p>
      </div>
      <ul className="min-h-0 overflow-auto p-1">
        {sessions.data?.sessions.map((session) => (
          <li key={session.sessionId}>
            <SessionRow
              session={session}
              isChosen={chosen.includes(session.sessionId)}
              isSingle={mode !== "custom"}
              isFull={mode === "custom" && chosen.length >= MAX_CHOSEN}
              onToggle={() => toggle(session.sessionId)}
            />
          </li>
        ))}
        {sessions.isPending ? (
          <li className="flex flex-col gap-2 p-2">
            <Skeleton className="h-6" />
            <Skeleton className="h-6" />
            <Skeleton className="h-6" />
          </li>
        ) : null}
      </ul>
      {sessions.isError && !sessions.data ? (
        <ErrorMessage
          title="The sessions could not be loaded"
          error={sessions.error}
          onRetry={() => void sessions.refetch()}
        />
      ) : null}
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
  isSingle,
  isFull,
  onToggle,
}: {
  session: SessionSummary;
  isChosen: boolean;
  /** Choosing it lets the others go. */
  isSingle: boolean;
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
          "flex size-4 shrink-0 items-center justify-center border",
          isSingle ? "rounded-full" : "rounded-sm",
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
