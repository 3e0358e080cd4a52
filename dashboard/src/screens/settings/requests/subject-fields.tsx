import { Field, Input } from "../../../components/input";
import { type Choice, Select } from "../../../components/select";
import { PLACEHOLDERS, type SubjectKind, type TypedSubject } from "./subject";

/** Whose or which data: the kind, then an id, an address or two days. */
export function SubjectFields({
  choices,
  typed,
  onChange,
}: {
  choices: readonly Choice<SubjectKind>[];
  typed: TypedSubject;
  onChange: (typed: TypedSubject) => void;
}) {
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label="What">
        {({ id }) => (
          <Select
            id={id}
            className="w-44"
            value={typed.kind}
            choices={choices}
            onChange={(kind) => onChange({ ...typed, kind })}
          />
        )}
      </Field>
      {typed.kind === "range" ? (
        <>
          <Day
            label="First day"
            value={typed.firstDay}
            onChange={(firstDay) => onChange({ ...typed, firstDay })}
          />
          <Day
            label="Last day"
            value={typed.lastDay}
            onChange={(lastDay) => onChange({ ...typed, lastDay })}
          />
        </>
      ) : (
        <div className="min-w-56 flex-1">
          <Field label={typed.kind === "page" ? "Address" : "Which one"}>
            {(ids) => (
              <Input
                {...ids}
                required
                spellCheck={false}
                autoCapitalize="off"
                autoComplete="off"
                className="font-mono text-xs"
                placeholder={PLACEHOLDERS[typed.kind]}
                value={typed.value}
                onChange={(event) => onChange({ ...typed, value: event.target.value })}
              />
            )}
          </Field>
        </div>
      )}
    </div>
  );
}

function Day({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Field label={label}>
      {(ids) => (
        <Input
          {...ids}
          type="date"
          required
          className="w-40"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
