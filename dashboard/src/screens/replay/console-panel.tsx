import { useQuery } from "@tanstack/react-query";
import { CircleAlert, Ellipsis, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import { useMemo } from "react";
import { cn } from "../../components/class-names";
import { useProject } from "../../project";
import { chosenMessages, levelChips, lineOf, withUnstored } from "./console-list";
import type { PanelProps } from "./panel-props";
import { SignalList } from "./signal-list";
import { NoneCaptured, Signals } from "./signal-panel";
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
  live = NONE,
  ...about
}: PanelProps & {
  /** What was told a moment ago and may not be stored yet. */
  live?: readonly ConsoleMessage[];
}) {
  const { projectId, settings } = useProject();
  const of = { projectId, ...about.detail.session };
  const { data, error, refetch } = useQuery(consoleQuery(of));
  const rows = useMemo(
    () => (live.length > 0 ? withUnstored(data ?? [], live) : data),
    [data, live],
  );
  return (
    <Signals
      query={{ data: rows, error, refetch }}
      what="console messages"
      nothing={
        <NoneCaptured what="console messages" isCaptured={settings.capture?.console === true} />
      }
    >
      {(messages) => <MessageList {...about} messages={messages} />}
    </Signals>
  );
}

/** The messages of a console, to search and to go to. */
export function MessageList({
  messages,
  ...about
}: PanelProps & { messages: readonly ConsoleMessage[] }) {
  return (
    <SignalList
      {...about}
      rows={messages}
      noun="message"
      name="console"
      chipsOf={levelChips}
      choose={chosenMessages}
      lookOf={({ level }) => LOOKS[level].row}
      lineOf={(message) => <MessageLine message={message} />}
      factsOf={(message) => (
        <pre className="whitespace-pre-wrap font-mono text-xs [overflow-wrap:anywhere]">
          {lineOf(message)}
        </pre>
      )}
    />
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
