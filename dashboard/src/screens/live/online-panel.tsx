import { Search } from "lucide-react";
import { Button } from "../../components/button";
import { cn } from "../../components/class-names";
import { formatCount } from "../../format";
import { hasRole, useProject } from "../../project";
import type { LiveSearch, Shown } from "./search";
import type { Chosen } from "./use-chosen";
import type { useOnline } from "./use-online";
import { VisitorList } from "./visitor-list";

const STATES: readonly { state: Shown; label: string }[] = [
  { state: "all", label: "All" },
  { state: "recording", label: "Recording" },
  { state: "waiting", label: "Not recorded" },
  { state: "unable", label: "Not recordable" },
];

/** Who is online, with a search through them. */
export function OnlinePanel({
  online,
  search,
  chosen,
  onSearch,
  onRecord,
}: {
  online: ReturnType<typeof useOnline>;
  search: LiveSearch;
  chosen: Chosen;
  onSearch: (changed: LiveSearch) => void;
  /** Record those who are chosen. */
  onRecord: () => void;
}) {
  const mayChoose = hasRole(useProject(), "admin");
  return (
    <>
      <div className="flex flex-col gap-2 border-line border-b p-2">
        <SearchField value={search.q ?? ""} onChange={(q) => onSearch({ q: q || undefined })} />
        <StateChips online={online} search={search} onSearch={onSearch} />
      </div>
      {online.found.length === 0 ? (
        <p className="p-6 text-center text-ink-muted">Nobody who is online matches.</p>
      ) : (
        <VisitorList visitors={online.found} chosen={mayChoose ? chosen : null} />
      )}
      {chosen.chosen.size > 0 ? (
        <div className="flex items-center gap-2 border-line border-t p-2">
          <span className="flex-1 pl-1 text-ink-muted">
            {formatCount(chosen.chosen.size)} chosen
          </span>
          <Button size="small" onClick={chosen.clear}>
            Clear
          </Button>
          <Button size="small" look="danger" onClick={onRecord}>
            Record them
          </Button>
        </div>
      ) : null}
    </>
  );
}

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <label className="flex h-8 items-center gap-2 rounded-lg border border-line-strong bg-surface px-2.5 focus-within:border-pulse">
      <Search className="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
      <input
        type="search"
        aria-label="Search who is online"
        placeholder="Page, country, device, source"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="min-w-0 flex-1 bg-transparent text-sm outline-none placeholder:text-ink-faint"
      />
    </label>
  );
}

function StateChips({
  online,
  search,
  onSearch,
}: {
  online: ReturnType<typeof useOnline>;
  search: LiveSearch;
  onSearch: (changed: LiveSearch) => void;
}) {
  const { show = "all" } = search;
  return (
    <div className="flex flex-wrap gap-1">
      {STATES.filter(
        // Nobody is looked for where nobody is.
        ({ state }) => state === "all" || state === show || online.counts[state] > 0,
      ).map(({ state, label }) => (
        <button
          key={state}
          type="button"
          aria-pressed={state === show}
          onClick={() => onSearch({ show: state === "all" ? undefined : state })}
          className={cn(
            "flex h-6 items-center gap-1.5 rounded-full px-2 text-xs transition-colors",
            state === show ? "bg-pulse-tint text-pulse" : "bg-sunken text-ink-muted hover:text-ink",
          )}
        >
          {label}
          <span className="tabular-nums">{formatCount(online.counts[state])}</span>
        </button>
      ))}
    </div>
  );
}
