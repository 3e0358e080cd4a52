import { Field, Input } from "../../../components/input";
import type { Choice } from "../../../components/select";
import { ChoiceField, ExactField } from "./fields";
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
      <ChoiceField
        label="What"
        value={typed.kind}
        choices={choices}
        onChange={(kind) => onChange({ ...typed, kind })}
      />
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
        <ExactField
          label={typed.kind === "page" ? "Address" : "Which one"}
          placeholder={PLACEHOLDERS[typed.kind]}
          value={typed.value}
          onChange={(value) => onChange({ ...typed, value })}
        />
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
