import { X } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { IconButton } from "../../components/button";
import { cn } from "../../components/class-names";
import { Input } from "../../components/input";
import { formatCount } from "../../format";
import { FollowedRows, type Happening } from "./followed-rows";
import type { PanelProps } from "./panel-props";

/** A choice of what the list shows, with how many there are. */
interface Chip<K extends string> {
  key: K;
  label: string;
  count: number;
}

/** Signals of one kind, to search and to go to; all about the chosen one stands below. */
export function SignalList<T extends Happening, K extends string>({
  controller,
  detail,
  onSeek,
  rows,
  noun,
  name,
  chipsOf,
  choose,
  lookOf,
  lineOf,
  factsOf,
}: PanelProps & {
  rows: readonly T[];
  /** `message`, `request`. */
  noun: string;
  /** For tests. */
  name: string;
  chipsOf: (rows: readonly T[]) => readonly Chip<K | "all">[];
  /** Those of a chip that hold a text. */
  choose: (rows: readonly T[], chip: K | "all", text: string) => readonly T[];
  /** Classes of a row that is special. */
  lookOf: (row: T) => string | false;
  lineOf: (row: T) => ReactNode;
  factsOf: (row: T) => ReactNode;
}) {
  const [chip, setChip] = useState<K | "all">("all");
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<T | null>(null);
  const chips = useMemo(() => chipsOf(rows), [chipsOf, rows]);
  const shown = useMemo(() => choose(rows, chip, text), [choose, rows, chip, text]);
  return (
    <>
      <RowFilter
        chips={chips}
        chosen={chip}
        onChoose={setChip}
        text={text}
        onText={setText}
        label={`Search ${noun}s`}
      />
      {shown.length === 0 ? (
        <p className="p-6 text-center text-ink-muted">No {noun} matches.</p>
      ) : (
        <FollowedRows
          controller={controller}
          rows={shown}
          startAt={detail.session.startedAt}
          name={name}
          lookOf={lookOf}
          onChoose={(row) => {
            setChosen(row);
            onSeek(row.at, row.tabId);
          }}
        >
          {lineOf}
        </FollowedRows>
      )}
      {chosen ? <Chosen onClose={() => setChosen(null)}>{factsOf(chosen)}</Chosen> : null}
    </>
  );
}

/** Chips that choose one kind of rows, and a text that rows must hold. */
function RowFilter<K extends string>({
  chips,
  chosen,
  onChoose,
  text,
  onText,
  label,
}: {
  chips: readonly Chip<K>[];
  chosen: K;
  onChoose: (key: K) => void;
  text: string;
  onText: (text: string) => void;
  /** What the field for the text is called. */
  label: string;
}) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1 p-2">
      {chips.map(({ key, label: name, count }) => (
        <button
          key={key}
          type="button"
          aria-pressed={key === chosen}
          onClick={() => onChoose(key)}
          className={cn(
            "h-6 rounded-full border border-line px-2 text-ink-muted text-xs transition-colors hover:bg-hover",
            key === chosen && "border-transparent bg-pulse-tint text-pulse hover:bg-pulse-tint",
          )}
        >
          {name} <span className="tabular-nums opacity-75">{formatCount(count)}</span>
        </button>
      ))}
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => onText(event.target.value)}
        className="h-7 w-auto min-w-28 flex-1 px-2 text-xs"
      />
    </div>
  );
}

/** All about the chosen row, below the list. */
function Chosen({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <section
      aria-label="Chosen"
      className="relative max-h-[40%] shrink-0 overflow-auto border-line border-t bg-sunken p-3 pr-10"
    >
      {children}
      <span className="absolute top-1 right-1">
        <IconButton label="Close" size="icon-small" onClick={onClose}>
          <X />
        </IconButton>
      </span>
    </section>
  );
}
