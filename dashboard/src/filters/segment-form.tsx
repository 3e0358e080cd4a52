import { useId, useState } from "react";
import { toast } from "sonner";
import type { Segment } from "../api";
import { Button } from "../components/button";
import { Form, FormError } from "../components/form";
import { Field, Input } from "../components/input";
import { hasRole, useProject } from "../project";
import { useChangeSegment, useDeleteSegment, useSaveSegment } from "./segment-queries";
import { describeSegment } from "./segments";

const MAX_NAME_CHARS = 100;

/** Give the present filters a name. */
export function SaveSegment({
  filters,
  onDone,
}: {
  filters: Segment["filters"];
  onDone: () => void;
}) {
  const project = useProject();
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const save = useSaveSegment();
  const submit = () =>
    save.mutate(
      { name: name.trim(), filters, isShared },
      {
        onSuccess: () => {
          toast(`Saved as “${name.trim()}”. It is in this menu on every screen.`);
          onDone();
        },
      },
    );
  return (
    <div className="p-3">
      <Form submit="Save the segment" call={save} onSubmit={submit}>
        <NameField note={describeSegment(filters)} value={name} onChange={setName} />
        {hasRole(project, "analyst") ? (
          <SharedField isShared={isShared} onChange={setShared} />
        ) : null}
      </Form>
    </div>
  );
}

/** Give a segment another name. */
export function RenameSegment({ segment, onDone }: { segment: Segment; onDone: () => void }) {
  const [name, setName] = useState(segment.name);
  const rename = useChangeSegment();
  const submit = () =>
    rename.mutate({ segmentId: segment.segmentId, name: name.trim() }, { onSuccess: onDone });
  return (
    <div className="p-3">
      <Form submit="Rename" call={rename} onSubmit={submit}>
        <NameField note={describeSegment(segment.filters)} value={name} onChange={setName} />
      </Form>
    </div>
  );
}

/** Ask before a segment goes. */
export function DeleteSegment({ segment, onDone }: { segment: Segment; onDone: () => void }) {
  const remove = useDeleteSegment();
  return (
    <div className="flex flex-col gap-3 p-3">
      <p className="font-medium">Delete “{segment.name}”?</p>
      <p className="text-ink-muted">
        {segment.isShared ? "It goes for everyone of the project. " : ""}
        Links that were made with it still work: they hold the filters themselves.
      </p>
      <FormError error={remove.error} />
      <div className="flex justify-end gap-2">
        <Button autoFocus onClick={onDone}>
          Cancel
        </Button>
        <Button
          look="danger"
          disabled={remove.isPending}
          onClick={() => remove.mutate(segment.segmentId, { onSuccess: onDone })}
        >
          Delete
        </Button>
      </div>
    </div>
  );
}

function NameField({
  note,
  value,
  onChange,
}: {
  note: string;
  value: string;
  onChange: (name: string) => void;
}) {
  return (
    <Field label="Name of the segment" note={note}>
      {(ids) => (
        <Input
          {...ids}
          autoFocus
          required
          pattern=".*\S.*"
          maxLength={MAX_NAME_CHARS}
          placeholder="Phones from search"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

function SharedField({
  isShared,
  onChange,
}: {
  isShared: boolean;
  onChange: (isShared: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-center gap-2.5">
      <input
        id={id}
        type="checkbox"
        checked={isShared}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-pulse"
      />
      <label htmlFor={id}>Share it with everyone of the project</label>
    </div>
  );
}
