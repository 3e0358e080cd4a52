import { Command } from "cmdk";
import { Check } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Skeleton } from "../components/skeleton";
import { describeError } from "../errors";
import { formatCount, formatPage } from "../format";
import {
  choiceLabel,
  DIMENSIONS,
  type Dimension,
  DURATIONS,
  RECORDINGS,
  VISITOR_TYPE_LABELS,
} from "./dimensions";
import { type ChoiceFilter, type TextFilter, VISITOR_TYPES, type VisitorType } from "./filters";
import { GoalEditor } from "./goal-editor";
import { INPUT, ITEM } from "./menu-classes";
import { useFilters } from "./use-filters";
import { useFilterValues } from "./values";

/** First what to filter by, then its values. */
export function FilterMenu({
  without,
  onDone,
}: {
  /** What cannot be filtered by here. */
  without: readonly Dimension["name"][];
  onDone: () => void;
}) {
  const [chosen, setChosen] = useState<Dimension["name"] | null>(null);
  const { change } = useFilters();
  const pick = (name: Dimension["name"]) => {
    if (name !== "hasErrors") return setChosen(name);
    change({ hasErrors: true });
    onDone();
  };
  if (chosen) return <FilterEditor name={chosen} onDone={onDone} />;
  return (
    <Command label="What to filter by">
      <Command.Input autoFocus placeholder="Filter by" className={INPUT} />
      <Command.List className="p-1">
        <Nothing />
        {DIMENSIONS.filter(({ name }) => name !== "happened" && !without.includes(name)).map(
          ({ name, label, icon: Icon }) => (
            <Command.Item key={name} value={label} onSelect={() => pick(name)} className={ITEM}>
              <Icon className="text-ink-faint" aria-hidden="true" />
              {label}
            </Command.Item>
          ),
        )}
      </Command.List>
    </Command>
  );
}

function Nothing({ children = "Nothing found." }: { children?: ReactNode }) {
  return <Command.Empty className="px-3 py-6 text-center text-ink-muted">{children}</Command.Empty>;
}

/** Choose the values of one filter. */
export function FilterEditor({ name, onDone }: { name: Dimension["name"]; onDone: () => void }) {
  switch (name) {
    case "pageURL":
    case "visitorId":
    case "event":
    case "sessionIds":
    case "recordingId":
      return <TextEditor name={name} onDone={onDone} />;
    case "visitorType":
      return <VisitorTypeEditor onDone={onDone} />;
    case "minDuration":
      return <DurationEditor onDone={onDone} />;
    case "goal":
      return <GoalEditor onDone={onDone} />;
    case "hasErrors":
    case "happened":
      return null;
    case "hasRecording":
      return <RecordingEditor onDone={onDone} />;
    default:
      return <ChoiceEditor name={name} />;
  }
}

const VALUES_OF = {
  device: "devices",
  browser: "browsers",
  os: "oses",
  country: "countries",
  language: "languages",
  screen: "screens",
  channel: "channels",
  source: "sources",
  utmMedium: "utmMediums",
  utmCampaign: "utmCampaigns",
  entryPage: "entryPages",
  exitPage: "exitPages",
  captureReason: "captureReasons",
} as const satisfies Record<ChoiceFilter, string>;

function ChoiceEditor({ name }: { name: ChoiceFilter }) {
  const { filters, change } = useFilters();
  const { data, error } = useFilterValues();
  const chosen = filters[name] ?? [];
  const toggle = (value: string) => {
    const next = chosen.includes(value)
      ? chosen.filter((one) => one !== value)
      : [...chosen, value];
    change({ [name]: next.length > 0 ? next : undefined });
  };
  const known = data?.[VALUES_OF[name]].filter(({ value }) => value !== "") ?? [];
  return (
    <Command label="Values">
      <Command.Input autoFocus placeholder="Search" className={INPUT} />
      <Command.List className="max-h-72 overflow-auto p-1">
        <ValuesState isLoading={!data && !error} error={error} />
        {known.map(({ value, sessionCount }) => (
          <Command.Item
            key={value}
            value={`${choiceLabel(name, value)} ${value}`}
            onSelect={() => toggle(value)}
            className={ITEM}
          >
            <span className="flex size-4 items-center justify-center text-pulse">
              {chosen.includes(value) ? <Check aria-label="chosen" /> : null}
            </span>
            <span className="min-w-0 flex-1 truncate">{choiceLabel(name, value)}</span>
            <Count of={sessionCount} />
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}

function Count({ of }: { of: number }) {
  return (
    <span className="text-ink-faint text-xs tabular-nums" title="sessions">
      {formatCount(of)}
    </span>
  );
}

function ValuesState({ isLoading, error }: { isLoading: boolean; error: unknown }) {
  if (error) return <p className="px-3 py-4 text-live">{describeError(error)}</p>;
  if (!isLoading) return <Nothing>No session of these days has such a value.</Nothing>;
  return (
    <div className="flex flex-col gap-2 p-2">
      {["w-3/4", "w-1/2", "w-2/3"].map((width) => (
        <Skeleton key={width} className={`h-4 ${width}`} />
      ))}
    </div>
  );
}

const PLACEHOLDERS: Record<TextFilter, string> = {
  pageURL: "/pricing, or a part with *",
  visitorId: "v_…",
  event: "signup",
  sessionIds: "ids of sessions, joined by commas",
  recordingId: "run_…",
};

const OFFERED: Partial<Record<TextFilter, "pageURLs" | "events">> = {
  pageURL: "pageURLs",
  event: "events",
};
const TEXT_LABELS: Record<TextFilter, string> = {
  pageURL: "Page",
  visitorId: "Visitor",
  event: "Event",
  sessionIds: "Sessions",
  recordingId: "Live run",
};

function TextEditor({ name, onDone }: { name: TextFilter; onDone: () => void }) {
  const { filters, change } = useFilters();
  const [text, setText] = useState(filters[name] ?? "");
  const { data, error } = useFilterValues();
  const offered = OFFERED[name];
  const known = offered ? (data?.[offered] ?? []) : [];
  const set = (value: string) => {
    change({ [name]: value.trim() || undefined });
    onDone();
  };
  return (
    <Command label="Value">
      <Command.Input
        autoFocus
        value={text}
        onValueChange={setText}
        placeholder={PLACEHOLDERS[name]}
        className={INPUT}
      />
      <Command.List className="max-h-72 overflow-auto p-1">
        {offered ? <ValuesState isLoading={!data && !error} error={error} /> : null}
        {text.trim() ? (
          <Command.Item value={`${text} as typed`} onSelect={() => set(text)} className={ITEM}>
            <span className="min-w-0 truncate">
              {TEXT_LABELS[name]} is <b className="font-medium">{text}</b>
            </span>
          </Command.Item>
        ) : null}
        {known.map(({ value, sessionCount }) => (
          <Command.Item key={value} value={value} onSelect={() => set(value)} className={ITEM}>
            <span className="min-w-0 flex-1 truncate" title={value}>
              {name === "pageURL" ? formatPage(value) : value}
            </span>
            <Count of={sessionCount} />
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}

function VisitorTypeEditor({ onDone }: { onDone: () => void }) {
  const { filters, change } = useFilters();
  const set = (visitorType: VisitorType) => {
    change({ visitorType });
    onDone();
  };
  return (
    <Command label="Kind of visitor">
      <Command.List className="p-1">
        {VISITOR_TYPES.map((type) => (
          <OneOf
            key={type}
            label={VISITOR_TYPE_LABELS[type]}
            isChosen={filters.visitorType === type}
            onSelect={() => set(type)}
          />
        ))}
      </Command.List>
    </Command>
  );
}

function DurationEditor({ onDone }: { onDone: () => void }) {
  const { filters, change } = useFilters();
  const set = (minDuration: number) => {
    change({ minDuration });
    onDone();
  };
  return (
    <Command label="Least duration">
      <Command.List className="p-1">
        {DURATIONS.map(({ ms, label }) => (
          <OneOf
            key={ms}
            label={label}
            isChosen={filters.minDuration === ms}
            onSelect={() => set(ms)}
          />
        ))}
      </Command.List>
    </Command>
  );
}

function RecordingEditor({ onDone }: { onDone: () => void }) {
  const { filters, change } = useFilters();
  const set = (hasRecording: boolean) => {
    change({ hasRecording });
    onDone();
  };
  return (
    <Command label="Recording">
      <Command.List className="p-1">
        {RECORDINGS.map(({ value, label }) => (
          <OneOf
            key={label}
            label={label}
            isChosen={filters.hasRecording === value}
            onSelect={() => set(value)}
          />
        ))}
      </Command.List>
    </Command>
  );
}

/** One of a few values that exclude each other. */
function OneOf({
  label,
  isChosen,
  onSelect,
}: {
  label: string;
  isChosen: boolean;
  onSelect: () => void;
}) {
  return (
    <Command.Item value={label} onSelect={onSelect} className={ITEM}>
      <span className="flex size-4 items-center justify-center text-pulse">
        {isChosen ? <Check aria-label="chosen" /> : null}
      </span>
      {label}
    </Command.Item>
  );
}
