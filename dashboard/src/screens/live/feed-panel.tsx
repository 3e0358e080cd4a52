import { Link } from "@tanstack/react-router";
import {
  CircleDot,
  CircleStop,
  FileText,
  LogIn,
  LogOut,
  type LucideIcon,
  Radio,
  RefreshCw,
  Save,
  Square,
} from "lucide-react";
import { useMemo, useState } from "react";
import { cn } from "../../components/class-names";
import { lookOf, VisitorShape } from "../../components/visitor";
import { formatCount } from "../../format";
import { useProject } from "../../project";
import { useStore } from "../../store";
import { countsOf, type FeedEntry, type FeedKind } from "./feed";
import { useHistory } from "./history-context";

const KINDS: Record<FeedKind, { name: string; icon: LucideIcon; tone: string }> = {
  came: { name: "came", icon: LogIn, tone: "text-good" },
  left: { name: "left", icon: LogOut, tone: "text-ink-faint" },
  page: { name: "page", icon: FileText, tone: "text-pulse" },
  recording: { name: "recording", icon: CircleDot, tone: "text-live" },
  recorded: { name: "recorded", icon: Save, tone: "text-good" },
  "run-started": { name: "run started", icon: Radio, tone: "text-live" },
  "run-stopped": { name: "run stopped", icon: Square, tone: "text-ink-muted" },
  resyncing: { name: "resyncing", icon: RefreshCw, tone: "text-attention" },
  healed: { name: "healed", icon: CircleStop, tone: "text-good" },
};

/** What has happened since the screen was opened, the newest first; counted and chosen by kind. */
export function FeedPanel() {
  const entries = useStore(useHistory().feed, (feed) => feed);
  const [kind, setKind] = useState<FeedKind | null>(null);
  const shown = useMemo(
    () => entries.filter((entry) => kind === null || entry.kind === kind),
    [entries, kind],
  );
  if (entries.length === 0) {
    return (
      <p className="p-6 text-center text-ink-muted">
        Who comes, goes on to another page, is recorded or leaves is told here as it happens.
      </p>
    );
  }
  return (
    <>
      <KindChips entries={entries} kind={kind} onChange={setKind} />
      <ol aria-label="What happened" className="min-h-0 flex-1 overflow-auto py-1">
        {shown.map((entry) => (
          <Entry key={`${entry.at} ${entry.kind} ${entry.sessionId}`} entry={entry} />
        ))}
      </ol>
    </>
  );
}

function KindChips({
  entries,
  kind,
  onChange,
}: {
  entries: readonly FeedEntry[];
  kind: FeedKind | null;
  onChange: (kind: FeedKind | null) => void;
}) {
  const counts = useMemo(() => countsOf(entries), [entries]);
  const present = (Object.keys(KINDS) as FeedKind[]).filter((one) => counts[one]);
  return (
    <div className="flex flex-wrap gap-1 border-line border-b p-2">
      {present.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={kind === one}
          onClick={() => onChange(kind === one ? null : one)}
          className={cn(
            "flex h-6 items-center gap-1.5 rounded-full px-2 text-xs transition-colors",
            kind === one ? "bg-pulse-tint text-pulse" : "bg-sunken text-ink-muted hover:text-ink",
          )}
        >
          {KINDS[one].name}
          <span className="tabular-nums">{formatCount(counts[one] ?? 0)}</span>
        </button>
      ))}
    </div>
  );
}

function Entry({ entry }: { entry: FeedEntry }) {
  const { icon: Icon, name, tone } = KINDS[entry.kind];
  const { settings } = useProject();
  return (
    <li className="flex animate-appear items-center gap-2 px-3 py-1.5 text-xs">
      <Icon className={cn("size-3.5 shrink-0", tone)} aria-hidden="true" />
      <span className="shrink-0 text-ink-muted">{name}</span>
      <Who entry={entry} />
      <span className="min-w-0 flex-1 truncate text-ink" title={entry.text}>
        {entry.text}
      </span>
      <time className="shrink-0 text-ink-faint tabular-nums">
        {clockTime(entry.at, settings.timeZone)}
      </time>
    </li>
  );
}

function Who({ entry }: { entry: FeedEntry }) {
  const { projectId } = useProject();
  const { sessionId } = entry;
  if (!sessionId) return null;
  const look = entry.visitorId || sessionId;
  return (
    <Link
      to="/p/$projectId/live/$sessionId"
      params={{ projectId, sessionId }}
      aria-label={lookOf(look).name}
      className="rounded-sm"
    >
      <VisitorShape id={look} className="size-3.5" />
    </Link>
  );
}

/** `14:03:22`. */
function clockTime(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone }).format(at);
}
