import { useQuery } from "@tanstack/react-query";
import { Bookmark, BookmarkCheck, BookmarkPlus, Check, Ellipsis, Users } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import type { Segment, SegmentChange } from "../api";
import { Button } from "../components/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "../components/menu";
import { Popover, PopoverContent, PopoverTrigger } from "../components/popover";
import { Skeleton } from "../components/skeleton";
import { describeError } from "../errors";
import { hasRole, useProject } from "../project";
import { isFiltered } from "./filters";
import { DeleteSegment, RenameSegment, SaveSegment } from "./segment-form";
import { segmentsQuery, useChangeSegment } from "./segment-queries";
import {
  changeTo,
  chosenSegment,
  describeSegment,
  isWhole,
  savedOf,
  type Without,
} from "./segments";
import { useFilters } from "./use-filters";

/** What the open menu shows. */
type Panel = { kind: "list" | "save" } | { kind: "rename" | "delete"; segment: Segment };
const LIST: Panel = { kind: "list" };

/** Filters that were saved under a name: apply them, save the present ones, keep them in order. */
export function SegmentMenu({ without }: { without: Without }) {
  const [open, setOpen] = useState(false);
  const [panel, setPanel] = useState(LIST);
  const { filters } = useFilters();
  const { data } = useQuery(segmentsQuery(useProject().projectId));
  const chosen = chosenSegment(data?.segments ?? [], filters, without);
  const Icon = chosen ? BookmarkCheck : Bookmark;
  const show = (isOpen: boolean) => {
    setOpen(isOpen);
    if (isOpen) setPanel(LIST);
  };
  return (
    <Popover open={open} onOpenChange={show}>
      <PopoverTrigger asChild>
        <Button
          look="ghost"
          aria-label={chosen ? `Segment: ${chosen.name}` : "Segments"}
          className={chosen ? "text-ink" : ""}
        >
          <Icon aria-hidden="true" className={chosen ? "text-pulse" : "text-ink-faint"} />
          <span className="max-w-44 truncate">{chosen?.name ?? "Segments"}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-80" aria-label="Segments">
        <PanelContent
          panel={panel}
          chosen={chosen}
          without={without}
          onPanel={setPanel}
          onDone={() => setOpen(false)}
        />
      </PopoverContent>
    </Popover>
  );
}

function PanelContent({
  panel,
  chosen,
  without,
  onPanel,
  onDone,
}: {
  panel: Panel;
  chosen: Segment | undefined;
  without: Without;
  onPanel: (panel: Panel) => void;
  onDone: () => void;
}) {
  const { filters } = useFilters();
  const back = () => onPanel(LIST);
  switch (panel.kind) {
    case "save":
      return <SaveSegment filters={savedOf(filters, without)} onDone={onDone} />;
    case "rename":
      return <RenameSegment segment={panel.segment} onDone={back} />;
    case "delete":
      return <DeleteSegment segment={panel.segment} onDone={back} />;
    case "list":
      return (
        <>
          <List chosen={chosen} without={without} onPanel={onPanel} onDone={onDone} />
          <SaveRow
            isOffered={isFiltered(filters, without) && !chosen}
            onSave={() => onPanel({ kind: "save" })}
          />
        </>
      );
  }
}

function SaveRow({ isOffered, onSave }: { isOffered: boolean; onSave: () => void }) {
  if (!isOffered) return null;
  return (
    <div className="border-line border-t p-1.5">
      <Button look="ghost" onClick={onSave} className="w-full justify-start text-ink">
        <BookmarkPlus aria-hidden="true" className="text-pulse" /> Save these filters…
      </Button>
    </div>
  );
}

function List({
  chosen,
  without,
  onPanel,
  onDone,
}: {
  chosen: Segment | undefined;
  without: Without;
  onPanel: (panel: Panel) => void;
  onDone: () => void;
}) {
  const { data, error } = useQuery(segmentsQuery(useProject().projectId));
  if (error && !data) return <p className="p-3 text-live">{describeError(error)}</p>;
  if (!data) return <Skeleton className="m-3 h-4 w-2/3" />;
  if (data.segments.length === 0) {
    return (
      <p className="p-3 text-ink-muted">
        No segments yet. Choose filters, save them here under a name, and apply them on every
        screen.
      </p>
    );
  }
  return (
    <ul className="max-h-80 overflow-y-auto p-1.5">
      {data.segments.map((segment) => (
        <Row
          key={segment.segmentId}
          segment={segment}
          isChosen={segment === chosen}
          without={without}
          onPanel={onPanel}
          onDone={onDone}
        />
      ))}
    </ul>
  );
}

function Row({
  segment,
  isChosen,
  without,
  onPanel,
  onDone,
}: {
  segment: Segment;
  isChosen: boolean;
  without: Without;
  onPanel: (panel: Panel) => void;
  onDone: () => void;
}) {
  const { change } = useFilters();
  const isKnown = isWhole(segment.filters);
  const apply = () => {
    change(changeTo(segment.filters, without));
    onDone();
  };
  return (
    <li className="flex items-center rounded-md hover:bg-hover">
      <button
        type="button"
        aria-pressed={isChosen}
        aria-disabled={!isKnown}
        onClick={isKnown ? apply : undefined}
        className="flex min-w-0 flex-1 items-center gap-2 rounded-md px-2 py-1.5 text-left aria-disabled:opacity-60"
      >
        <span className="flex size-4 shrink-0 text-pulse">
          {isChosen ? <Check className="size-4" aria-hidden="true" /> : null}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{segment.name}</span>
          <span className="block truncate text-ink-muted text-xs">
            {isKnown ? describeSegment(segment.filters) : "Made by a script, for scripts only"}
          </span>
        </span>
        {segment.isShared ? <SharedMark segment={segment} /> : null}
      </button>
      <RowMenu segment={segment} isChosen={isChosen} without={without} onPanel={onPanel} />
    </li>
  );
}

function SharedMark({ segment: { isOwn, savedBy } }: { segment: Segment }) {
  return (
    <span title={isOwn ? "Shared by you" : `Shared by ${savedBy}`} className="text-ink-faint">
      <Users aria-label="shared" className="size-4" />
    </span>
  );
}

/** What may be done with a segment; nothing where the role allows nothing. */
function RowMenu({
  segment,
  isChosen,
  without,
  onPanel,
}: {
  segment: Segment;
  isChosen: boolean;
  without: Without;
  onPanel: (panel: Panel) => void;
}) {
  const mayShare = hasRole(useProject(), "analyst");
  const { filters } = useFilters();
  const change = useSegmentAction(segment);
  if (segment.isShared && !mayShare) return null;
  const isUpdatable = isFiltered(filters, without) && !isChosen;
  return (
    <Menu>
      <MenuTrigger asChild>
        {/* Without a hint: one for each row would be in the way. */}
        <Button look="ghost" size="icon-small" aria-label={`What to do with ${segment.name}`}>
          <Ellipsis aria-hidden="true" />
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem
          disabled={!isUpdatable}
          onSelect={() => change({ filters: savedOf(filters, without) })}
        >
          Replace by the present filters
        </MenuItem>
        <MenuItem onSelect={() => onPanel({ kind: "rename", segment })}>Rename…</MenuItem>
        <ShareItem segment={segment} mayShare={mayShare} onChange={change} />
        <MenuSeparator />
        <MenuItem onSelect={() => onPanel({ kind: "delete", segment })}>Delete…</MenuItem>
      </MenuContent>
    </Menu>
  );
}

function ShareItem({
  segment: { isShared, isOwn },
  mayShare,
  onChange,
}: {
  segment: Segment;
  mayShare: boolean;
  onChange: (change: SegmentChange) => void;
}) {
  if (!mayShare || (isShared && !isOwn)) return null;
  return (
    <MenuItem onSelect={() => onChange({ isShared: !isShared })}>
      {isShared ? "Make it private" : "Share with the project"}
    </MenuItem>
  );
}

/** Change a segment at once; a refusal is told in the server's words. */
function useSegmentAction({ segmentId }: Segment): (change: SegmentChange) => void {
  const { mutate } = useChangeSegment();
  return (change) =>
    mutate(
      { segmentId, ...change },
      { onError: (error) => void toast.error(describeError(error)) },
    );
}
