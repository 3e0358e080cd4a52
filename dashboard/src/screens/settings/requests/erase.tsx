import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import type { DataSubject, ErasurePreview } from "../../../api";
import { Button } from "../../../components/button";
import { Confirm } from "../../../components/dialog";
import { FormError } from "../../../components/form";
import { formatBytes, formatCount, formatMinute, formatPlural } from "../../../format";
import { useProject } from "../../../project";
import { useDataCalls } from "./calls";
import { NOTHING_TYPED, SUBJECT_CHOICES, subjectOf, type TypedSubject } from "./subject";
import { SubjectFields } from "./subject-fields";

/** Name a subject, see what there is of it, then erase it. */
export function EraseForm() {
  const { preview, erase } = useDataCalls();
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const subject = subjectOf(typed);
  const change = (next: TypedSubject) => {
    setTyped(next);
    preview.reset();
  };
  const look = (event: FormEvent) => {
    event.preventDefault();
    if (subject) preview.mutate(subject);
  };
  const start = async (wanted: DataSubject) => {
    await erase.mutateAsync(wanted);
    change(NOTHING_TYPED);
    toast.success("Being erased. The receipt follows below.");
  };
  return (
    <form onSubmit={look} className="flex flex-col gap-4">
      <SubjectFields choices={SUBJECT_CHOICES} typed={typed} onChange={change} />
      <FormError error={preview.error ?? erase.error} />
      {preview.data && subject ? (
        <Found preview={preview.data} onErase={() => start(subject).catch(() => {})} />
      ) : (
        <Button type="submit" className="self-start" disabled={!subject || preview.isPending}>
          {preview.isPending ? "Looking…" : "See what would go"}
        </Button>
      )}
    </form>
  );
}

function Found({ preview, onErase }: { preview: ErasurePreview; onErase: () => Promise<unknown> }) {
  const { settings } = useProject();
  const { sessions, firstAt, lastAt } = preview;
  const zone = settings.timeZone ?? "UTC";
  const when =
    firstAt === null || lastAt === null
      ? ""
      : `${formatMinute(firstAt, zone)} to ${formatMinute(lastAt, zone)}, on ${formatPlural(preview.days, "day")}`;
  return (
    <div role="status" className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4">
      <div>
        <p className="font-medium">
          {sessions === 0
            ? "Nothing is stored of it now."
            : `${formatPlural(sessions, "session")} would go`}
        </p>
        <p className="text-ink-muted">
          {sessions === 0 ? "Erase it all the same, and what comes late stays away." : when}
        </p>
      </div>
      {sessions === 0 ? null : <Figures preview={preview} />}
      <Confirm
        title={sessions === 0 ? "Keep it away?" : `Erase ${formatPlural(sessions, "session")}?`}
        note="They are out of sight within seconds, and off the disk about ten minutes later. Backups that were made before still hold them. This cannot be undone."
        confirmLabel="Erase for good"
        onConfirm={onErase}
      >
        <Button look="danger" className="self-start">
          Erase…
        </Button>
      </Confirm>
    </div>
  );
}

function Figures({ preview }: { preview: ErasurePreview }) {
  const figures = [
    ["Recordings", formatCount(preview.recordings)],
    ["Events", formatCount(preview.events)],
    ["Page views", formatCount(preview.pageViews)],
    ["Received", formatBytes(preview.bytes)],
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt className="text-ink-muted text-xs">{label}</dt>
          <dd className="font-medium tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
