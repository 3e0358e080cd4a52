import { useState } from "react";
import type { Annotation } from "../api";
import { Dialog } from "../components/dialog";
import { Form } from "../components/form";
import { Field, Input } from "../components/input";
import { useProject } from "../project";
import { useSaveNote } from "./annotation-queries";
import { localText, momentOf } from "./local-moment";

const MAX_TEXT_CHARS = 500;

/** Write a note on the time axis, or change one. */
export function NoteDialog({
  note,
  at,
  open,
  onOpenChange,
}: {
  note: Annotation | undefined;
  /** When a new note is about, Unix ms. */
  at: number;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog
      title={note ? "Change the note" : "New note"}
      note="It stands on every chart, for everyone of the project."
      open={open}
      onOpenChange={onOpenChange}
    >
      <NoteForm note={note} at={at} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function NoteForm({
  note,
  at,
  onDone,
}: {
  note: Annotation | undefined;
  at: number;
  onDone: () => void;
}) {
  const { timeZone } = useProject().settings;
  const zone = timeZone ?? "UTC";
  const [text, setText] = useState(note?.text ?? "");
  const [pageURL, setPage] = useState(note?.pageURL ?? "");
  const [moment, setMoment] = useState(localText(note?.at ?? at, zone));
  const save = useSaveNote(note?.annotationId);
  const submit = () => {
    const chosen = momentOf(moment, zone);
    if (chosen === null) return;
    save.mutate({ at: chosen, text: text.trim(), pageURL: pageURL.trim() }, { onSuccess: onDone });
  };
  return (
    <Form submit={note ? "Save" : "Add the note"} call={save} onSubmit={submit}>
      <Field label="What happened">
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            required
            pattern=".*\S.*"
            maxLength={MAX_TEXT_CHARS}
            placeholder="New checkout went live"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Field label="When" note={`On the clocks of ${zone}.`}>
        {(ids) => (
          <Input
            {...ids}
            type="datetime-local"
            required
            value={moment}
            onChange={(event) => setMoment(event.target.value)}
          />
        )}
      </Field>
      <Field label="Page" note="May be left empty: then it is about all of the site.">
        {(ids) => (
          <Input
            {...ids}
            maxLength={2048}
            placeholder="/checkout"
            value={pageURL}
            onChange={(event) => setPage(event.target.value)}
          />
        )}
      </Field>
    </Form>
  );
}
