import { Field, Input } from "../../components/input";

/** The server asks for as many; said before it has to refuse. */
const MIN_PASSWORD_LENGTH = 10;

export function NewPasswordField({
  value,
  onChange,
}: {
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Field
      label="Password"
      note={`At least ${MIN_PASSWORD_LENGTH} characters; a short sentence is best.`}
    >
      {(ids) => (
        <Input
          {...ids}
          type="password"
          autoComplete="new-password"
          required
          minLength={MIN_PASSWORD_LENGTH}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
