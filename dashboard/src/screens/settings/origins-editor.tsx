import { Plus, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { Button, IconButton } from "../../components/button";
import { Field, Input } from "../../components/input";
import { parseOrigin } from "../../origins";

/** A list of origins: each is checked when it is added. */
export function OriginsEditor({
  origins,
  onChange,
}: {
  origins: readonly string[];
  onChange: (origins: string[]) => void;
}) {
  return (
    <div className="flex max-w-md flex-col gap-3">
      {origins.length === 0 ? (
        <p className="text-attention">No origin yet: every batch is refused.</p>
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
          {origins.map((origin) => (
            <li key={origin} className="flex h-10 items-center justify-between gap-2 pr-1 pl-3">
              <span className="truncate font-mono text-xs">
                {origin === "*" ? "* (every origin)" : origin}
              </span>
              <IconButton
                label={`Remove ${origin}`}
                size="icon-small"
                onClick={() => onChange(origins.filter((other) => other !== origin))}
              >
                <X />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <AddOrigin origins={origins} onAdd={(origin) => onChange([...origins, origin])} />
    </div>
  );
}

function AddOrigin({
  origins,
  onAdd,
}: {
  origins: readonly string[];
  onAdd: (origin: string) => void;
}) {
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string | undefined>();
  const add = () => {
    const parsed = parseOrigin(typed);
    if (!parsed.ok) return setError(parsed.reason);
    if (origins.includes(parsed.origin))
      return setError(`${parsed.origin} is in the list already.`);
    onAdd(parsed.origin);
    setTyped("");
    setError(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    // Enter adds the origin; it does not save the whole form.
    event.preventDefault();
    add();
  };
  return (
    <Field
      label="Add an origin"
      note="Scheme, host and port; * alone allows every origin."
      error={error}
    >
      {(ids) => (
        <div className="flex gap-2">
          <Input
            {...ids}
            inputMode="url"
            placeholder="https://www.example.com"
            value={typed}
            onKeyDown={onKeyDown}
            onChange={(event) => {
              setTyped(event.target.value);
              setError(undefined);
            }}
          />
          <Button className="h-9" disabled={typed.trim() === ""} onClick={add}>
            <Plus aria-hidden="true" /> Add
          </Button>
        </div>
      )}
    </Field>
  );
}
