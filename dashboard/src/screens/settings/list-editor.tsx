import { Plus, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { Button, IconButton } from "../../components/button";
import { Field, Input } from "../../components/input";

/** What was typed as an entry of the list, or why it is none. */
export type Parsed = { ok: true; entry: string } | { ok: false; reason: string };

interface ListEditorProps {
  label: string;
  placeholder: string;
  /** What the field says while nothing is typed. */
  note: ReactNode;
  /** What stands in the list's place while it is empty. */
  empty: string;
  entries: readonly string[];
  /** Entries that are offered as buttons as long as they are not in the list. */
  presets?: readonly string[];
  parse: (typed: string) => Parsed;
  /** Say what an entry means, while it is typed and in the list. */
  describe?: (entry: string) => string;
  onChange: (entries: string[]) => void;
}

/** A list of texts to which one is added after the other. */
export function ListEditor({ entries, onChange, ...props }: ListEditorProps) {
  const add = (entry: string) => onChange([...entries, entry]);
  return (
    <div className="flex max-w-xl flex-col gap-3">
      <Add {...props} entries={entries} onAdd={add} />
      <Presets presets={props.presets ?? []} entries={entries} onAdd={add} />
      {entries.length === 0 ? (
        <p className="text-ink-muted">{props.empty}</p>
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
          {entries.map((entry) => (
            <li key={entry} className="flex min-h-10 items-center gap-2 pr-1 pl-3">
              <span className="min-w-0 flex-1 break-all font-mono text-xs">{entry}</span>
              <span className="min-w-0 flex-1 truncate text-ink-muted text-xs max-sm:hidden">
                {props.describe?.(entry)}
              </span>
              <IconButton
                label={`Remove ${entry}`}
                size="icon-small"
                onClick={() => onChange(entries.filter((other) => other !== entry))}
              >
                <X />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Add({
  label,
  placeholder,
  note,
  entries,
  parse,
  describe,
  onAdd,
}: Omit<ListEditorProps, "onChange" | "empty"> & { onAdd: (entry: string) => void }) {
  const [typed, setTyped] = useState("");
  const parsed = typed.trim() === "" ? undefined : check(parse(typed), entries);
  const add = () => {
    if (!parsed?.ok) return;
    onAdd(parsed.entry);
    setTyped("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    // Enter adds the entry; it does not save the whole form.
    event.preventDefault();
    add();
  };
  return (
    <Field
      label={label}
      note={parsed?.ok ? (describe?.(parsed.entry) ?? note) : note}
      error={parsed && !parsed.ok ? parsed.reason : undefined}
    >
      {(ids) => (
        <div className="flex gap-2">
          <Input
            {...ids}
            placeholder={placeholder}
            spellCheck={false}
            autoCapitalize="off"
            value={typed}
            onKeyDown={onKeyDown}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button className="h-9" disabled={!parsed?.ok} onClick={add}>
            <Plus aria-hidden="true" /> Add
          </Button>
        </div>
      )}
    </Field>
  );
}

function check(parsed: Parsed, entries: readonly string[]): Parsed {
  if (!parsed.ok || !entries.includes(parsed.entry)) return parsed;
  return { ok: false, reason: `${parsed.entry} is in the list already.` };
}

function Presets({
  presets,
  entries,
  onAdd,
}: {
  presets: readonly string[];
  entries: readonly string[];
  onAdd: (entry: string) => void;
}) {
  const offered = presets.filter((preset) => !entries.includes(preset));
  if (offered.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <span className="text-ink-muted text-xs">Often left out:</span>
      {offered.map((preset) => (
        <Button key={preset} size="small" className="font-mono" onClick={() => onAdd(preset)}>
          <Plus aria-hidden="true" /> {preset}
        </Button>
      ))}
    </div>
  );
}
