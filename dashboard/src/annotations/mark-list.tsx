import { FileDiff, Pencil, Plus, StickyNote, X } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import type { Annotation } from "../api";
import { Button, IconButton } from "../components/button";
import { Confirm } from "../components/dialog";
import { Popover, PopoverContent, PopoverTrigger } from "../components/popover";
import { describeError } from "../errors";
import { formatMoment, formatPlural } from "../format";
import { hasRole, useProject } from "../project";
import { useDeleteNote } from "./annotation-queries";
import { NoteDialog } from "./note-form";
import type { Mark } from "./placing";

/** What is marked on a chart, as a list that the keyboard reaches; here notes are written. */
export function MarkList({
  marks,
  at,
}: {
  marks: readonly Mark[];
  /** When a new note is about, Unix ms. */
  at: number;
}) {
  const [edited, setEdited] = useState<Annotation | "new" | null>(null);
  const mayWrite = hasRole(useProject(), "analyst");
  return (
    <div className="flex items-center gap-1">
      <Popover>
        <PopoverTrigger asChild>
          <Button look="ghost" size="small" disabled={marks.length === 0}>
            <StickyNote aria-hidden="true" />
            {marks.length === 0 ? "No notes" : formatPlural(marks.length, "note")}
          </Button>
        </PopoverTrigger>
        <PopoverContent aria-label="Notes" className="w-96">
          <ul className="max-h-80 overflow-y-auto p-1.5">
            {marks.map((mark) => (
              <MarkRow key={mark.key} mark={mark} mayWrite={mayWrite} onEdit={setEdited} />
            ))}
          </ul>
        </PopoverContent>
      </Popover>
      {mayWrite ? (
        <Button look="ghost" size="small" onClick={() => setEdited("new")}>
          <Plus aria-hidden="true" /> Add a note
        </Button>
      ) : null}
      <NoteDialog
        note={edited === "new" || edited === null ? undefined : edited}
        at={at}
        open={edited !== null}
        onOpenChange={(isOpen) => (isOpen ? undefined : setEdited(null))}
      />
    </div>
  );
}

function MarkRow({
  mark: { at, text, note },
  mayWrite,
  onEdit,
}: {
  mark: Mark;
  mayWrite: boolean;
  onEdit: (note: Annotation) => void;
}) {
  const { settings } = useProject();
  const Icon = note ? StickyNote : FileDiff;
  return (
    <li className="flex items-start gap-2 rounded-md px-2 py-1.5 hover:bg-hover">
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-attention" />
      <span className="min-w-0 flex-1">
        <span className="block [overflow-wrap:anywhere]">{text}</span>
        <span className="block text-ink-muted text-xs">
          {formatMoment(at, settings.timeZone ?? "UTC")}
          {note ? `, ${note.savedBy}` : ", found by PagePulse"}
        </span>
      </span>
      {note && mayWrite ? <NoteActions note={note} onEdit={onEdit} /> : null}
    </li>
  );
}

function NoteActions({ note, onEdit }: { note: Annotation; onEdit: (note: Annotation) => void }) {
  const remove = useDeleteNote();
  const confirm = () =>
    remove
      .mutateAsync(note.annotationId)
      .catch((error: unknown) => void toast.error(describeError(error)));
  return (
    <span className="flex shrink-0">
      <IconButton label="Change the note" size="icon-small" onClick={() => onEdit(note)}>
        <Pencil />
      </IconButton>
      <Confirm title="Delete the note?" note={note.text} confirmLabel="Delete" onConfirm={confirm}>
        <IconButton label="Delete the note" size="icon-small">
          <X />
        </IconButton>
      </Confirm>
    </span>
  );
}
