import { useQuery } from "@tanstack/react-query";
import { CircleAlert, Ellipsis, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import { useMemo, useState } from "react";
import { cn } from "../../components/class-names";
import { useProject } from "../../project";
import { chosenMessages, type LevelChoice, levelChips, lineOf, withUnstored } from "./console-list";
import type { Controller } from "./controller";
import { FollowedRows } from "./followed-rows";
import type { SessionDetail } from "./recording";
import { Chosen, NoneCaptured, RowFilter, Signals } from "./signal-panel";
import { type ConsoleLevel, type ConsoleMessage, consoleQuery } from "./signals";

const LOOKS: Record<ConsoleLevel, { icon: LucideIcon | null; icons: string; row: string }> = {
  error: { icon: CircleAlert, icons: "text-live", row: "bg-live-tint text-live" },
  warn: { icon: TriangleAlert, icons: "text-attention", row: "bg-attention-tint" },
  info: { icon: Info, icons: "text-pulse", row: "" },
  log: { icon: null, icons: "", row: "" },
  debug: { icon: null, icons: "", row: "text-ink-muted" },
};

const NONE: readonly ConsoleMessage[] = [];

/** What the page's code wrote into its console; a press goes to that moment. */
export function ConsolePanel({
  controller,
  detail,
  live = NONE,
  onSeek,
}: {
  controller: Controller;
  detail: SessionDetail;
  /** What was told a moment ago and may not be stored yet. */
  live?: readonly ConsoleMessage[];
  onSeek: (at: number, tabId: string) => void;
}) {
  const { projectId, settings } = useProject();
  const { data, error, refetch } = useQuery(consoleQuery({ projectId, ...detail.session }));
  const rows = useMemo(
    () => (live.length > 0 ? withUnstored(data ?? [], live) : data),
    [data, live],
  );
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Signals
        query={{ data: rows, error, refetch }}
        what="console messages"
        nothing={
          <NoneCaptured what="console messages" isCaptured={settings.capture?.console === true} />
        }
      >
        {(messages) => (
          <MessageList
            controller={controller}
            messages={messages}
            startAt={detail.session.startedAt}
            onSeek={onSeek}
          />
        )}
      </Signals>
    </div>
  );
}

/** The messages of a console, to search and to go to. */
export function MessageList({
  controller,
  messages,
  startAt,
  onSeek,
}: {
  controller: Controller;
  messages: readonly ConsoleMessage[];
  startAt: number;
  onSeek: (at: number, tabId: string) => void;
}) {
  const [level, setLevel] = useState<LevelChoice>("all");
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<ConsoleMessage | null>(null);
  const chips = useMemo(() => levelChips(messages), [messages]);
  const rows = useMemo(() => chosenMessages(messages, level, text), [messages, level, text]);
  return (
    <>
      <RowFilter
        chips={chips}
        chosen={level}
        onChoose={setLevel}
        text={text}
        onText={setText}
        label="Search messages"
      />
      {rows.length === 0 ? (
        <p className="p-6 text-center text-ink-muted">No message matches.</p>
      ) : (
        <FollowedRows
          controller={controller}
          rows={rows}
          startAt={startAt}
          name="console"
          lookOf={(row) => LOOKS[row.level].row}
          onChoose={(row) => {
            setChosen(row);
            onSeek(row.at, row.tabId);
          }}
        >
          {(row) => <MessageLine message={row} />}
        </FollowedRows>
      )}
      {chosen ? (
        <Chosen onClose={() => setChosen(null)}>
          <pre className="whitespace-pre-wrap font-mono text-xs [overflow-wrap:anywhere]">
            {lineOf(chosen)}
          </pre>
        </Chosen>
      ) : null}
    </>
  );
}

function MessageLine({ message }: { message: ConsoleMessage }) {
  const { icon, icons } = LOOKS[message.level];
  const Icon = message.dropped > 0 ? Ellipsis : icon;
  return (
    <>
      <span className="w-4 shrink-0">
        {Icon ? <Icon className={cn("size-4", icons)} aria-label={message.level} /> : null}
      </span>
      {/* A message in another direction of writing must not turn the words around it. */}
      <bdi
        className={cn(
          "min-w-0 flex-1 truncate font-mono text-xs",
          message.dropped > 0 && "text-ink-faint",
        )}
      >
        {lineOf(message)}
      </bdi>
    </>
  );
}
