import { Field, Input } from "../../../components/input";
import { type Choice, Select } from "../../../components/select";

export function ChoiceField<Value extends string>({
  label,
  value,
  choices,
  onChange,
  className = "w-44",
}: {
  label: string;
  value: Value;
  choices: readonly Choice<Value>[];
  onChange: (value: Value) => void;
  className?: string;
}) {
  return (
    <Field label={label}>
      {({ id }) => (
        <Select id={id} className={className} value={value} choices={choices} onChange={onChange} />
      )}
    </Field>
  );
}

/** A text that must be there to the letter; ids, addresses and selectors are shown as code. */
export function ExactField({
  label,
  value,
  placeholder,
  onChange,
  isCode = true,
}: {
  label: string;
  value: string;
  placeholder: string;
  onChange: (value: string) => void;
  isCode?: boolean;
}) {
  return (
    <div className="min-w-56 flex-1">
      <Field label={label}>
        {(ids) => (
          <Input
            {...ids}
            required
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            className={isCode ? "font-mono text-xs" : ""}
            placeholder={placeholder}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
    </div>
  );
}
